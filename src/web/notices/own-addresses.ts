import { MEDIUMS, type Medium } from '../../domain/notice/notice.ts';
import type { Person } from '../../domain/person.ts';
import { mobileAmong, parsePhoneNumber } from '../../domain/phone-number.ts';
import { checkItems } from '../../planning/save-items.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import { refusedEdits, saveEdits } from '../forms/save-edits.ts';
import type { ValidationErrors } from '../forms/validation-errors.ts';
import type { MemberChangeContext, MemberContext } from '../request-context.ts';

/** Where notices go; null: as with the log-in, or the first mobile on which they are dialled. */
type Addresses = Readonly<Record<Medium, string | null>>;

/** A number that receives SMS; null: that on which they are dialled. */
export function readMobile({ fields, dependencies, t }: MemberContext): Result<string | null, string> {
  const typed = fields.text('sms');
  if (typed === '') return ok(null);
  const number = parsePhoneNumber(typed, dependencies.numberingPlan);
  if (!number.ok) return fail(t.notificationPreferences.wrongNumber[number.error]);
  const mobile = mobileAmong([{ kind: 'phone', number: number.value }]);
  return mobile === null ? fail(t.notificationPreferences.notMobile) : ok(mobile);
}

/** The address typed for mail, as it is kept; refused when it is none, or somebody else's. */
export async function readEmail(
  context: MemberChangeContext,
  person: Person,
): Promise<Result<string | null, ValidationErrors>> {
  const { dependencies, fields } = context;
  const raw = { email: fields.text('email') || null };
  const edits = [{ section: 'people', id: person.id, raw, basedOn: null }] as const;
  const rules = { plan: dependencies.numberingPlan, homeTimeZone: dependencies.timeZone };
  const checked = await checkItems(dependencies.configuration, edits, rules);
  if (!checked.ok) return fail((await refusedEdits(context, checked.error)).validationErrors('people'));
  const [change] = checked.value;
  return ok(change?.section === 'people' ? (change.after?.email ?? null) : person.email);
}

/**
 * Has notices go elsewhere. What is known to be theirs, from their log-in or since they are dialled there, counts at once;
 * any other address only when a link that is sent there has been opened: until then everything stays as it was. Gives
 * whether anything changed; the medium for which too many links were asked.
 */
export async function moveAddresses(
  context: MemberChangeContext,
  person: Person,
  wanted: Addresses,
): Promise<Result<boolean, Medium>> {
  const { dependencies, now } = context;
  const { notificationPreferences, addressProofs, askForProof, recipients } = dependencies.notices;
  const present: Addresses = { email: person.email, sms: await notificationPreferences.ownMobile(person.id) };
  let changed = false;
  for (const medium of MEDIUMS) {
    const address = wanted[medium];
    if (address === present[medium]) continue;
    changed = true;
    if (address === null || (await isKnown(context, person, medium, address))) {
      await setAddress(context, person.id, medium, address);
      await addressProofs.end(person.id, medium, now);
      continue;
    }
    const [reader] = await recipients.of([person.id]);
    const language = reader?.language ?? context.language;
    const sent = await askForProof({ personId: person.id, name: person.name, language, medium, address });
    if (sent === 'too-many') return fail(medium);
  }
  return ok(changed);
}

async function isKnown(
  { dependencies }: MemberContext,
  person: Person,
  medium: Medium,
  address: string,
): Promise<boolean> {
  if (medium === 'email') return (await dependencies.accounts.of(person.id))?.email === address;
  return person.contactMethods.some(({ target }) => mobileAmong([target]) === address);
}

async function setAddress(
  context: MemberChangeContext,
  personId: string,
  medium: Medium,
  address: string | null,
): Promise<void> {
  const { dependencies, author } = context;
  if (medium === 'sms') {
    await dependencies.notices.notificationPreferences.setAddress(personId, medium, address, author);
    return;
  }
  await saveEdits(context, [{ section: 'people', id: personId, raw: { email: address }, basedOn: null }]);
}
