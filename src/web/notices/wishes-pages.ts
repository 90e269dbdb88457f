import { NOTICE_KINDS, noticeKind } from '../../domain/notice/notice-kinds.ts';
import type { Person } from '../../domain/person.ts';
import { mobileAmong, parsePhoneNumber } from '../../domain/phone-number.ts';
import type { WishScope } from '../../notices/wishes.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import { createFormat } from '../format.ts';
import type { Fields } from '../forms/fields.ts';
import { type Flaws, flawsOf, NO_FLAWS } from '../forms/flaws.ts';
import { saveEdits } from '../forms/save-edits.ts';
import { type Done, type MemberChange, type MemberVisit, notFound, param, type Reply } from '../visit.ts';
import { type QuietValues, quietValues, readQuiet, typedQuiet } from './quiet-form.ts';
import { readWishes, wishTable } from './wish-table.ts';

/** Whose wishes a page is about, and where it is. */
interface Whose {
  readonly scope: WishScope;
  readonly title: string;
  readonly text: string;
  readonly path: string;
  readonly back: { readonly path: string; readonly label: string };
  /** Null: not a person's. */
  readonly person: Person | null;
}

export const everybodysWishes = (visit: MemberVisit) => wishesForm(visit, everybody(visit));
export const saveEverybodysWishes = (visit: MemberChange) => save(visit, everybody(visit));
export const hotlineWishes = async (visit: MemberVisit) => wishesForm(visit, await hotline(visit));
export const saveHotlineWishes = async (visit: MemberChange) => save(visit, await hotline(visit));
export const personWishes = async (visit: MemberVisit) => wishesForm(visit, await somebody(visit));
export const savePersonWishes = async (visit: MemberChange) => save(visit, await somebody(visit));
export const myWishes = async (visit: MemberVisit) => wishesForm(visit, await myself(visit));
export const saveMyWishes = async (visit: MemberChange) => save(visit, await myself(visit));

function everybody({ t }: MemberVisit): Whose {
  return {
    scope: { hotlineId: null, personId: null },
    title: t.wishes.everybody,
    text: t.wishes.everybodyText,
    path: '/settings/notices',
    back: { path: '/settings', label: t.settings.title },
    person: null,
  };
}

async function hotline(visit: MemberVisit): Promise<Whose> {
  const { needs, t } = visit;
  const found = (await needs.reader.hotlines()).get(param(visit, 'hotline')) ?? notFound();
  return {
    scope: { hotlineId: found.id, personId: null },
    title: t.wishes.ofHotline(found.name),
    text: t.wishes.ofHotlineText,
    path: `/hotlines/${found.id}/notices`,
    back: { path: `/hotlines/${found.id}`, label: found.name },
    person: null,
  };
}

async function somebody(visit: MemberVisit): Promise<Whose> {
  const { needs, t } = visit;
  const person = (await needs.reader.people()).get(param(visit, 'person')) ?? notFound();
  return {
    scope: await personScope(visit, person.id),
    title: t.wishes.ofPerson(person.name),
    text: t.wishes.ofPersonText,
    path: `/people/${person.id}/notices`,
    back: { path: `/people/${person.id}`, label: person.name },
    person,
  };
}

async function myself(visit: MemberVisit): Promise<Whose> {
  const { needs, t, me } = visit;
  const person = (await needs.reader.people()).get(me.person.id) ?? notFound();
  return {
    scope: await personScope(visit, person.id),
    title: t.wishes.mine,
    text: t.wishes.mineText,
    path: '/account/notices',
    back: { path: '/account', label: t.account.title },
    person,
  };
}

/** A person may wish for one hotline what they do not wish for another; the address says which. */
async function personScope({ needs, request, fields }: MemberVisit, personId: string): Promise<WishScope> {
  const asked = fields.has('hotline') ? fields.text('hotline') : String(request.query.hotline ?? '');
  const known = (await needs.reader.hotlines()).has(asked);
  if (asked !== '' && !known) return notFound();
  return { hotlineId: asked === '' ? null : asked, personId };
}

interface Typed {
  readonly fields: Fields;
  readonly flaws: Flaws;
}

async function wishesForm(visit: MemberVisit, whose: Whose, typed: Typed | null = null): Promise<Reply> {
  const { needs, language, now } = visit;
  const { wishes } = needs.notices;
  const { scope, person } = whose;
  const [preferences, hotlines] = await Promise.all([wishes.preferences(), needs.reader.hotlines()]);
  const format = createFormat(language, needs.timeZone, now, needs.numberingPlan);
  // Quiet hours and addresses are the same for every hotline, and are not asked for again.
  const own = person !== null && scope.hotlineId === null ? await ownOf(visit, person, typed, format) : null;
  return {
    kind: 'page',
    view: 'notices/wishes',
    title: whose.title,
    status: typed !== null && typed.flaws.count > 0 ? 422 : 200,
    data: {
      ...whose,
      hotlineId: scope.hotlineId ?? '',
      flaws: typed?.flaws ?? NO_FLAWS,
      groups: wishTable(preferences, scope, [...hotlines.values()], typed?.fields ?? null),
      hotlines: person === null ? [] : [...hotlines.values()],
      own,
      canWait: NOTICE_KINDS.filter((kind) => noticeKind(kind).canWait),
      inSettings: whose.path.startsWith('/settings'),
    },
  };
}

interface OwnValues {
  readonly quiet: QuietValues;
  readonly email: string;
  readonly loginEmail: string | null;
  readonly sms: string;
  readonly mobile: string | null;
}

async function ownOf(
  { needs }: MemberVisit,
  person: Person,
  typed: Typed | null,
  format: { phone(number: string): string },
): Promise<OwnValues> {
  const { wishes } = needs.notices;
  const [account, stored, own] = await Promise.all([
    needs.accounts.of(person.id),
    wishes.quietHours(person.id),
    wishes.ownMobile(person.id),
  ]);
  const mobile = mobileAmong(person.contactMethods.map(({ target }) => target));
  return {
    quiet: typed ? typedQuiet(typed.fields) : quietValues(stored, needs.timeZone),
    email: typed ? typed.fields.text('email') : (person.email ?? ''),
    loginEmail: account?.email ?? null,
    sms: typed ? typed.fields.text('sms') : own === null ? '' : format.phone(own),
    mobile: mobile === null ? null : format.phone(mobile),
  };
}

/** All or nothing of what can be wrong; an address that is somebody else's is found out when it is written. */
async function save(visit: MemberChange, whose: Whose): Promise<Reply> {
  const { fields, author, needs, t } = visit;
  const { wishes } = needs.notices;
  const { scope, person } = whose;
  const { wishes: wanted, wrong } = readWishes(fields, scope);
  const withOwn = person !== null && fields.has('quietZone');
  const quiet = withOwn ? readQuiet(typedQuiet(fields), t) : ok(null);
  const sms = withOwn ? readMobile(visit) : ok(null);
  const flaws = [
    ...wrong.map((path) => ({ path, message: t.wishes.wrongChoice })),
    ...(quiet.ok ? [] : quiet.error),
    ...(sms.ok ? [] : [{ path: 'sms', message: sms.error }]),
  ];
  if (!quiet.ok || !sms.ok || flaws.length > 0)
    return wishesForm(visit, whose, { fields, flaws: flawsOf(flaws) });
  const changed: boolean[] = [];
  if (withOwn) {
    const raw = { email: fields.text('email') || null };
    const saved = await saveEdits(visit, [{ section: 'people', id: person.id, raw, basedOn: null }]);
    if (saved.kind === 'not-saved') return wishesForm(visit, whose, { fields, flaws: saved.flaws('people') });
    changed.push(
      saved.changed,
      await wishes.setAddress(person.id, 'sms', sms.value, author),
      await wishes.setQuietHours(person.id, quiet.value, author),
    );
  }
  changed.push(await wishes.setPreferences(scope, wanted, author));
  const done: Done = changed.includes(true) ? 'saved' : 'unchanged';
  const query = person === null || scope.hotlineId === null ? '' : `?hotline=${scope.hotlineId}`;
  return { kind: 'see', path: `${whose.path}${query}`, done };
}

/** A number that receives SMS; null: that on which they are rung. */
function readMobile({ fields, needs, t }: MemberVisit): Result<string | null, string> {
  const typed = fields.text('sms');
  if (typed === '') return ok(null);
  const number = parsePhoneNumber(typed, needs.numberingPlan);
  if (!number.ok) return fail(t.wishes.wrongNumber[number.error]);
  const mobile = mobileAmong([{ kind: 'phone', number: number.value }]);
  return mobile === null ? fail(t.wishes.notMobile) : ok(mobile);
}
