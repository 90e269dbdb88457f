import type { Hotline } from '../../domain/hotline.ts';
import type { Medium } from '../../domain/notice/notice.ts';
import { NOTICE_KINDS, noticeKind } from '../../domain/notice/notice-kinds.ts';
import { NOTICE_PROFILES } from '../../domain/notice/profile.ts';
import type { Person } from '../../domain/person.ts';
import { mobileAmong } from '../../domain/phone-number.ts';
import type { PreferenceScope } from '../../notices/notification-preferences.ts';
import { hotlinesInScope } from '../../planning/hotlines-in-scope.ts';
import { ok } from '../../runtime/result.ts';
import { formatOf } from '../format.ts';
import type { Fields } from '../forms/fields.ts';
import { timeZoneOptions } from '../forms/time-zones.ts';
import { NO_ERRORS, type ValidationErrors, validationErrorsOf } from '../forms/validation-errors.ts';
import {
  type Done,
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  type Reply,
} from '../request-context.ts';
import { moveAddresses, readEmail, readMobile } from './own-addresses.ts';
import {
  changesOfProfile,
  chosenProfile,
  hasProfiles,
  preferenceTable,
  readPreferences,
  readProfile,
} from './preference-table.ts';
import { type QuietValues, quietValues, readQuiet, typedQuiet } from './quiet-form.ts';

/** Whose preferences a page is about, and where it is. */
interface Whose {
  readonly scope: PreferenceScope;
  readonly title: string;
  readonly text: string;
  readonly path: string;
  readonly back: { readonly path: string; readonly label: string };
  /** Null: not a person's. */
  readonly person: Person | null;
  /** Of which a person may prefer something else than of the others. */
  readonly hotlines: readonly Hotline[];
}

export const everybodysPreferences = (context: MemberContext) => preferencesForm(context, everybody(context));
export const saveEverybodysPreferences = (context: MemberChangeContext) => save(context, everybody(context));
export const hotlinePreferences = async (context: MemberContext) =>
  preferencesForm(context, await hotline(context));
export const saveHotlinePreferences = async (context: MemberChangeContext) =>
  save(context, await hotline(context));
export const personPreferences = async (context: MemberContext) =>
  preferencesForm(context, await somebody(context));
export const savePersonPreferences = async (context: MemberChangeContext) =>
  save(context, await somebody(context));
export const myPreferences = async (context: MemberContext) =>
  preferencesForm(context, await myself(context));
export const saveMyPreferences = async (context: MemberChangeContext) => save(context, await myself(context));

function everybody({ t }: MemberContext): Whose {
  return {
    scope: { hotlineId: null, personId: null },
    title: t.notificationPreferences.everybody,
    text: t.notificationPreferences.everybodyText,
    path: '/settings/notices',
    back: { path: '/settings', label: t.settings.title },
    person: null,
    hotlines: [],
  };
}

async function hotline(context: MemberContext): Promise<Whose> {
  const { dependencies, t } = context;
  const found = (await dependencies.reader.hotlines()).get(param(context, 'hotline')) ?? notFound();
  return {
    scope: { hotlineId: found.id, personId: null },
    title: t.notificationPreferences.ofHotline(found.name),
    text: t.notificationPreferences.ofHotlineText,
    path: `/hotlines/${found.id}/notices`,
    back: { path: `/hotlines/${found.id}`, label: found.name },
    person: null,
    hotlines: [],
  };
}

async function somebody(context: MemberContext): Promise<Whose> {
  const { dependencies, t } = context;
  const person = (await dependencies.reader.people()).get(param(context, 'person')) ?? notFound();
  return {
    ...(await personal(context, person)),
    title: t.notificationPreferences.ofPerson(person.name),
    text: t.notificationPreferences.ofPersonText,
    path: `/people/${person.id}/notices`,
    back: { path: `/people/${person.id}`, label: person.name },
  };
}

async function myself(context: MemberContext): Promise<Whose> {
  const { dependencies, t, me } = context;
  const person = (await dependencies.reader.people()).get(me.person.id) ?? notFound();
  return {
    ...(await personal(context, person)),
    title: t.notificationPreferences.mine,
    text: t.notificationPreferences.mineText,
    path: '/account/notices',
    back: { path: '/account', label: t.account.title },
  };
}

/** Of a person: they may prefer for one hotline that concerns them what they do not for another. */
async function personal(
  { dependencies, request, fields, now }: MemberContext,
  person: Person,
): Promise<Pick<Whose, 'scope' | 'person' | 'hotlines'>> {
  const own = { personId: person.id, role: person.role };
  const [all, within] = await Promise.all([
    dependencies.reader.hotlines(),
    hotlinesInScope('notices.follow', own, dependencies, now),
  ]);
  const hotlines = [...all.values()].filter(({ id }) => within.has(id));
  const asked = fields.has('hotline') ? fields.text('hotline') : String(request.query.hotline ?? '');
  // Like one that does not exist: which hotlines there are is not told either.
  if (asked !== '' && !within.has(asked)) return notFound();
  return { scope: { hotlineId: asked === '' ? null : asked, personId: person.id }, person, hotlines };
}

interface Typed {
  readonly fields: Fields;
  readonly validationErrors: ValidationErrors;
}

async function preferencesForm(
  context: MemberContext,
  whose: Whose,
  typed: Typed | null = null,
): Promise<Reply> {
  const { dependencies } = context;
  const { notificationPreferences } = dependencies.notices;
  const { scope, person } = whose;
  const [preferences, hotlines] = await Promise.all([
    notificationPreferences.all(),
    dependencies.reader.hotlines(),
  ]);
  const format = formatOf(context);
  // Quiet hours and addresses are the same for every hotline, and are not asked for again.
  const own =
    person !== null && scope.hotlineId === null ? await ownOf(context, person, typed, format) : null;
  return {
    kind: 'page',
    view: 'notices/preferences',
    title: whose.title,
    status: typed !== null && typed.validationErrors.count > 0 ? 422 : 200,
    data: {
      ...whose,
      hotlineId: scope.hotlineId ?? '',
      profiles: hasProfiles(scope) ? NOTICE_PROFILES : [],
      profile: chosenProfile(preferences, scope),
      typedProfile: typed?.fields.text('profile') ?? '',
      validationErrors: typed?.validationErrors ?? NO_ERRORS,
      groups: preferenceTable(
        preferences,
        scope,
        person === null ? [...hotlines.values()] : whose.hotlines,
        typed?.fields ?? null,
      ),
      own,
      canWait: NOTICE_KINDS.filter((kind) => noticeKind(kind).canWait),
      inSettings: whose.path.startsWith('/settings'),
    },
  };
}

interface OwnValues {
  /** Addresses to which a link was sent, that nobody has opened yet. */
  readonly waiting: Readonly<Partial<Record<Medium, string>>>;
  readonly quiet: QuietValues;
  readonly zones: ReturnType<typeof timeZoneOptions>;
  readonly email: string;
  readonly loginEmail: string | null;
  readonly sms: string;
  readonly mobile: string | null;
}

async function ownOf(
  { dependencies, now, language }: MemberContext,
  person: Person,
  typed: Typed | null,
  format: { phone(number: string): string },
): Promise<OwnValues> {
  const { notificationPreferences } = dependencies.notices;
  const [account, stored, own, waiting] = await Promise.all([
    dependencies.accounts.of(person.id),
    notificationPreferences.quietHours(person.id),
    notificationPreferences.ownMobile(person.id),
    dependencies.notices.addressProofs.waiting(person.id, now),
  ]);
  const mobile = mobileAmong(person.contactMethods.map(({ target }) => target));
  const quiet = typed ? typedQuiet(typed.fields) : quietValues(stored, dependencies.timeZone);
  return {
    zones: timeZoneOptions(quiet.zone, language),
    waiting: Object.fromEntries(
      waiting.map(({ medium, address }) => [medium, medium === 'sms' ? format.phone(address) : address]),
    ),
    quiet,
    email: typed ? typed.fields.text('email') : (person.email ?? ''),
    loginEmail: account?.email ?? null,
    sms: typed ? typed.fields.text('sms') : own === null ? '' : format.phone(own),
    mobile: mobile === null ? null : format.phone(mobile),
  };
}

/** All or nothing of what can be wrong. */
async function save(context: MemberChangeContext, whose: Whose): Promise<Reply> {
  const { fields, author, dependencies, t } = context;
  const { notificationPreferences } = dependencies.notices;
  const { scope, person } = whose;
  const { changes: chosen, wrong } = readPreferences(fields, scope);
  const profile = readProfile(fields, scope);
  const changes = profile === null ? chosen : changesOfProfile(profile);
  const withOwn = person !== null && fields.has('quietZone');
  const quiet = withOwn ? readQuiet(typedQuiet(fields), t) : ok(null);
  const sms = withOwn ? readMobile(context) : ok(null);
  const email = withOwn ? await readEmail(context, person) : ok(null);
  const validationErrors = [
    ...wrong.map((path) => ({ path, message: t.notificationPreferences.wrongChoice })),
    ...(quiet.ok ? [] : quiet.error),
    ...(sms.ok ? [] : [{ path: 'sms', message: sms.error }]),
  ];
  const refused = (errors: ValidationErrors) =>
    preferencesForm(context, whose, { fields, validationErrors: errors });
  if (!quiet.ok || !sms.ok || validationErrors.length > 0)
    return refused(validationErrorsOf(validationErrors));
  if (!email.ok) return refused(email.error);
  const changed: boolean[] = [];
  if (withOwn) {
    const moved = await moveAddresses(context, person, { email: email.value, sms: sms.value });
    if (!moved.ok)
      return refused(
        validationErrorsOf([{ path: moved.error, message: t.notificationPreferences.tooManyLinks }]),
      );
    changed.push(moved.value, await notificationPreferences.setQuietHours(person.id, quiet.value, author));
  }
  changed.push(await notificationPreferences.setPreferences(scope, changes, author));
  const done: Done = changed.includes(true) ? 'saved' : 'unchanged';
  const query = person === null || scope.hotlineId === null ? '' : `?hotline=${scope.hotlineId}`;
  return { kind: 'see', path: `${whose.path}${query}`, done };
}
