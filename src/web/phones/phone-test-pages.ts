import type { PhoneTest, PhoneTestProblem } from '../../domain/endpoint/phone-test.ts';
import { mayAbout } from '../../domain/permissions.ts';
import type { ContactMethod, Language, Person } from '../../domain/person.ts';
import { describeTarget } from '../../domain/phone-number.ts';
import { networkCodes } from '../../words/reason-words.ts';
import { formatOf } from '../format.ts';
import { readPerson, subjectOf } from '../people/people-pages.ts';
import { type MemberChangeContext, type MemberContext, notFound, type Reply } from '../request-context.ts';
import { causeInWords } from './network-causes.ts';
import { signOf, toneOf } from './phone-sign.ts';

/** Without JavaScript the page asks for itself again so often, while something may still happen. */
const REFRESH_SECONDS = 2;

type Problem = PhoneTestProblem | 'not-saved';

/** How far a try has come: the page is told nothing new before it goes on. */
type Stage = 'none' | 'dialling' | 'ringing' | 'answered' | 'over';

/** Rings a saved contact method now. */
export async function testPhone(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, actor, me } = context;
  const person = await readPerson(context);
  const method = savedMethod(person, fields.text('number'));
  if (method === null) return testPage(context, person, { method, test: null, problem: 'not-saved' });
  const started = await dependencies.phoneTests.start({
    personId: person.id,
    target: method.target,
    language: person.languages[0] ?? 'fr',
    hotline: await dependencies.outboundRoute(person.id),
    by: { personId: actor.personId, name: me.person.name },
  });
  if (!started.ok) return testPage(context, person, { method, test: null, problem: started.error });
  return {
    kind: 'see',
    path: `/people/${person.id}/ring?${queryOf(context, describeTarget(method.target))}`,
  };
}

/** What becomes of the last try: a page that follows it, by itself or by being asked for again. */
export async function phoneTestPage(context: MemberContext): Promise<Reply> {
  const { dependencies, request } = context;
  const person = await readPerson(context);
  const method = savedMethod(person, String(request.query.number ?? '')) ?? notFound();
  const test = dependencies.phoneTests.latest(person.id, method.target);
  // Nothing new: what is on the page stays, and is not read out again.
  if (request.get('hx-request') !== undefined && request.query.seen === stageOf(test))
    return { kind: 'own', answer: (response) => void response.status(204).end() };
  return testPage(context, person, { method, test, problem: null });
}

interface Shown {
  readonly method: ContactMethod | null;
  readonly test: PhoneTest | null;
  readonly problem: Problem | null;
}

async function testPage(context: MemberContext, person: Person, shown: Shown): Promise<Reply> {
  const { dependencies, t, language, actor, fields } = context;
  const { method, test, problem } = shown;
  const format = formatOf(context);
  const address = method === null ? fields.text('number').slice(0, 60) : describeTarget(method.target);
  const trunk = (await dependencies.outboundRoute(person.id))?.trunk ?? null;
  const sign = method === null ? null : signOf(dependencies.endpoints, method.target, trunk);
  const stage = stageOf(test);
  const isRunning = stage !== 'none' && stage !== 'over';
  const path = `/people/${person.id}/ring`;
  return {
    kind: 'page',
    view: 'phones/test',
    title: t.phones.testTitle(format.phone(address).replaceAll(' ', '\u00a0')),
    ...(problem === null ? {} : { status: problem === 'too-often' ? 429 : 409 }),
    data: {
      name: person.name,
      crumb: isFromMy(context)
        ? { path: '/my', label: t.phones.back }
        : { path: `/people/${person.id}`, label: person.name },
      address,
      fromMy: isFromMy(context),
      isSaved: method !== null,
      sign,
      tone: sign === null ? 'calm' : toneOf(sign),
      path,
      follow: `${path}?${queryOf(context, address)}&seen=${stage}`,
      problem,
      stage,
      isRunning,
      refreshSeconds: isRunning ? REFRESH_SECONDS : null,
      test: test === null ? null : shownTest(test, language),
      maySeeCard: mayAbout('people.see', actor, subjectOf(person, await dependencies.reader.teams())),
    },
  };
}

function shownTest(test: PhoneTest, language: Language) {
  const seconds = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const after = (at: number | null) => (at === null ? null : seconds.format((at - test.startedAt) / 1000));
  return {
    trunk: test.trunk,
    startedAt: test.startedAt,
    rangAfter: after(test.ringingAt),
    answeredAfter: after(test.answeredAt),
    outcome: test.outcome,
    ...whatWasSaid(test, language),
  };
}

/** What the network meant in words, with its codes apart; or what Asterisk said when it could not dial. */
function whatWasSaid({ outcome, why }: PhoneTest, language: Language) {
  const isTold = outcome === 'unreachable' || outcome === 'declined';
  return {
    cause: isTold && why?.code === 'network' ? causeInWords(why.q850, language) : '',
    said: why !== null && 'said' in why && why.code !== 'network' ? why.said : '',
    codes: why === null ? '' : networkCodes(why),
  };
}

function stageOf(test: PhoneTest | null): Stage {
  if (test === null) return 'none';
  if (test.outcome !== null) return 'over';
  if (test.answeredAt !== null) return 'answered';
  return test.ringingAt === null ? 'dialling' : 'ringing';
}

/** Only what is written on the card is ever dialled, whatever a form says. */
function savedMethod(person: Person, address: string): ContactMethod | null {
  return person.contactMethods.find(({ target }) => describeTarget(target) === address) ?? null;
}

function isFromMy({ request, fields, actor }: MemberContext): boolean {
  const from = request.method === 'GET' ? request.query.from : fields.text('from');
  return from === 'my' && request.params.person === actor.personId;
}

function queryOf(context: MemberContext, address: string): string {
  return `number=${encodeURIComponent(address)}${isFromMy(context) ? '&from=my' : ''}`;
}
