import fc from 'fast-check';
import type { Route } from '../src/web/gate.ts';
import { FIELD_NAMES, formsIn, scattered, spoilt } from '../test/web/hostile-input.ts';
import type { Form } from '../test/web/visitor.ts';

/** One request of the sweep. */
export interface SweepRequest {
  readonly kind: 'ordinary' | 'hostile';
  /** What it tries, for the report. */
  readonly what: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null: none. */
  readonly form: Form | null;
}

/** A stream is never over, and leaving would end the session that the others need. */
const LEFT_OUT = ['/now/stream', '/log-out'];

export function isAsked({ path }: Route): boolean {
  return !LEFT_OUT.includes(path);
}

/** An address of each route on the house of `busy-years`. */
export function addressIn(route: Route, calls: number): string {
  return route.path
    .replace(':call', `call-${String(calls - 3).padStart(8, '0')}`)
    .replace(':recording', 'none')
    .replace(':kind', 'missed-call')
    .replace(':language', 'fr')
    .replace(':person', 'p3')
    .replace(':team', 'all')
    .replace(':hotline', 'h1')
    .replace(':schedule', 's2')
    .replace(':policy', 'c1')
    .replace(/:(notice|draft|swap|task|publication)/g, '1')
    .replace(':month', '2026-11')
    .replace(':subject', 'people')
    .replace(':file', 'people.csv')
    .replace(/:\w+/g, 'x');
}

/** Each route as its page would be used, then with hostile input, `each` times; `formOf`: the form that leads there. */
export function requestsTo(
  route: Route,
  address: string,
  own: Form | undefined,
  how: { readonly each: number; readonly seed: number },
): readonly SweepRequest[] {
  const method = route.method.toUpperCase();
  const request = (kind: SweepRequest['kind'], what: string, form: Form | null): SweepRequest => ({
    ...{ kind, what, method, headers: {} },
    path: method === 'GET' && form !== null ? `${address}?${encoded(form).slice(0, 12_000)}` : address,
    form: method === 'GET' ? null : form,
  });
  const hostile = [
    ...allOfTime(own ?? {}),
    ...fc.sample(spoilt(own ?? {}), { seed: how.seed, numRuns: how.each }),
    ...fc.sample(scattered, { seed: how.seed, numRuns: Math.ceil(how.each / 2) }),
  ];
  return [
    request('ordinary', 'as its page', method === 'GET' ? null : (own ?? {})),
    ...hostile.map((form) => request('hostile', Object.keys(form).join(' ').slice(0, 60), form)),
  ];
}

/** Each name of a field that may be a moment, and whether it is one at which something ends. */
const MOMENTS = FIELD_NAMES.flatMap((name) =>
  /until|end|last|to$/i.test(name)
    ? [{ name, isEnd: true }]
    : /from|start|begin|first|since|day|month|on$|at$|after|before/i.test(name)
      ? [{ name, isEnd: false }]
      : [],
);
const ENDS_OF_TIME = [
  ['1900-01-01', '2199-12-31'],
  ['1900-01-01T00:00', '2199-12-31T23:59'],
  ['-2208988800000', '7258031999000'],
] as const;

/** The form that would be sent, of all of time at once, as dates, times and instants. */
function allOfTime(own: Form): readonly Form[] {
  return ENDS_OF_TIME.map(([first, last]) => ({
    ...own,
    ...Object.fromEntries(MOMENTS.map(({ name, isEnd }) => [name, isEnd ? last : first])),
  }));
}

const LONG = 14_000;

/** What no form sends: headers, addresses and bodies as long as they are let in, and the inputs that once stalled. */
export function oddRequests(): readonly SweepRequest[] {
  const get = (what: string, path: string, headers: Readonly<Record<string, string>> = {}): SweepRequest => ({
    ...{ kind: 'hostile', what, method: 'GET', path, headers, form: null },
  });
  const post = (what: string, path: string, form: Form): SweepRequest => ({
    ...{ kind: 'hostile', what, method: 'POST', path, headers: {}, form },
  });
  const names = [
    'host',
    'accept-language',
    'user-agent',
    'origin',
    'referer',
    'range',
    'accept',
    'x-forwarded-for',
  ];
  const long = ['a', '@', ':', '//', 'password=', ',', ';q=', ' ', 'token=a&'].map((part) =>
    part.repeat(LONG / part.length),
  );
  return [
    ...names.flatMap((name) =>
      long.map((value) => get(`${name}: ${value.slice(0, 9)}…`, '/nowhere', { [name]: value })),
    ),
    ...long.map((value) =>
      get(`an address of ${value.slice(0, 9)}…`, `/${encodeURIComponent(value).slice(0, LONG)}`),
    ),
    ...long.map((value) =>
      get(`a query of ${value.slice(0, 9)}…`, `/calls?number=${encodeURIComponent(value).slice(0, LONG)}`),
    ),
    ...['/my', '/planning', '/people', '/log-book'].map((path) =>
      get('2,000 parameters', `${path}?${'a=1&'.repeat(2000)}`),
    ),
    post('years of a proposal', '/planning/s2/propose', {
      from: '2026-12-01',
      to: '3026-12-01',
      person: ['p1', 'p2'],
    }),
    post('a year of a proposal', '/planning/s2/propose', {
      from: '2026-12-01',
      to: '2027-12-01',
      person: ['p1'],
      turn: 'hour',
    }),
    post('one field of 120 kB', '/people/p3', { name: 'é'.repeat(20_000), skills: 'a,'.repeat(15_000) }),
    post('1,900 fields', '/people/p3', { contactKind: Array.from({ length: 1900 }, () => 'phone') }),
    post('1,900 rows', '/escalation/c1', { stepTargets: Array.from({ length: 900 }, () => 'p1'), name: 'x' }),
    post('an SMS of 120 kB', '/log-book', { hotline: 'h1', text: '0612345678 '.repeat(10_000) }),
    post('a number of 100 kB', '/account/notices', {
      quietZone: 'UTC',
      sms: '0'.repeat(100_000),
      email: 'a@'.repeat(9000),
    }),
    post('a password of 100 kB', '/log-in', { email: 'x@example.org', password: 'x'.repeat(100_000) }),
    post('a pattern of numbers', '/hotlines/h1', {
      blocked: '+33*\n'.repeat(20_000),
      numbers: '4000\n'.repeat(2000),
    }),
  ];
}

/** By what it is sent to, the fullest form that leads there. */
export function collectForms(html: string, page: string, found: Map<string, Form>): void {
  for (const { method, action, form } of formsIn(html)) {
    const key = `${method} ${action === '' ? page : action}`;
    const known = found.get(key);
    if (known === undefined || Object.keys(known).length < Object.keys(form).length) found.set(key, form);
  }
}

export function encoded(form: Form): string {
  const pairs = Object.entries(form).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
  return new URLSearchParams(pairs as [string, string][]).toString();
}
