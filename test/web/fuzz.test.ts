import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Route } from '../../src/web/gate.ts';
import { addressOf, house } from './every-route.ts';
import { FIELD_NAMES, formsIn, nastyWord, scattered, spoilt } from './hostile-input.ts';
import type { OpenSite } from './open-site.ts';
import type { Form } from './visitor.ts';

/** Requests of each kind to each route; more of them: VIGIE_FUZZ_RUNS=50. */
const RUNS = Number(process.env.VIGIE_FUZZ_RUNS ?? 3);
/** A stream is never over. */
const STREAMS = ['/now/stream'];

describe('whatever is sent', () => {
  it('knows the names of many fields', () => {
    expect(FIELD_NAMES.length).toBeGreaterThan(100);
    for (const name of ['first', 'words', 'on', 'contactAddress', 'password'])
      expect(FIELD_NAMES).toContain(name);
  });

  it('no route answers with an error of ours', { timeout: 900_000 }, async () => {
    const site = await house();
    const pages = site.site.routes.filter(({ method, path }) => method === 'get' && !STREAMS.includes(path));
    const forms = await formsOf(site, pages);
    for (const route of site.site.routes) {
      if (STREAMS.includes(route.path)) continue;
      await fc.assert(
        fc.asyncProperty(
          requestTo(route, forms.get(`${route.method} ${addressOf(route)}`)),
          async (request) => {
            const answer = await send(site, route, request);
            expect(answer.status, `${route.method} ${route.path}\n${broken(site)}`).not.toBe(500);
          },
        ),
        { numRuns: RUNS, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
      );
    }
  });
});

interface Request {
  readonly address: string;
  readonly form: Form;
}

/** To the thing that stands in the house or to one of a nasty name, with its own form spoilt or anything at all. */
function requestTo(route: Route, own: Form = {}): fc.Arbitrary<Request> {
  const real = addressOf(route);
  const nowhere = nastyWord.map((word) =>
    route.path.replace(/:\w+/g, encodeURIComponent(Buffer.from(word).toString()) || 'x'),
  );
  return fc.record({
    address: fc.oneof({ weight: 5, arbitrary: fc.constant(real) }, { weight: 1, arbitrary: nowhere }),
    form: fc.oneof({ weight: 3, arbitrary: spoilt(own) }, { weight: 1, arbitrary: scattered }),
  });
}

async function send({ as }: OpenSite, { method, path }: Route, { address, form }: Request) {
  const ada = await as('ada');
  const anonymous = /^\/(log-in|forgotten|welcome|set-up)/.test(path);
  if (method === 'get') return ada.get(`${address}?${query(form)}`.slice(0, 12_000));
  const page = anonymous ? '' : (await ada.get('/account')).body;
  const csrf = /name="csrf" value="([^"]*)"/.exec(page)?.[1] ?? '';
  return ada.post(address, { ...form, csrf });
}

function query(form: Form): string {
  const pairs = Object.entries(form).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, one.slice(0, 9000)]),
  );
  return new URLSearchParams(pairs as [string, string][]).toString();
}

/** By what the form is sent to: `post /people/mia`. */
async function formsOf({ as }: OpenSite, pages: readonly Route[]): Promise<ReadonlyMap<string, Form>> {
  const ada = await as('ada');
  const found = new Map<string, Form>();
  for (const page of pages)
    for (const { method, action, form } of formsIn((await ada.get(addressOf(page))).body)) {
      const key = `${method} ${action === '' ? addressOf(page) : action}`;
      const known = found.get(key);
      if (known === undefined || Object.keys(known).length < Object.keys(form).length) found.set(key, form);
    }
  return found;
}

/** What the service said of the last page that broke. */
function broken(site: OpenSite): string {
  const lines = site
    .log()
    .split('\n')
    .filter((line) => line.includes('a page broke'));
  const last = lines.at(-1);
  return last === undefined ? '' : String(JSON.parse(last).err?.stack ?? last);
}
