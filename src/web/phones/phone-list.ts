import type { PhoneTestOutcome } from '../../domain/endpoint/phone-test.ts';
import { PHONE_TEST_OUTCOMES } from '../../domain/endpoint/phone-test.ts';
import type { Person } from '../../domain/person.ts';
import { describeTarget } from '../../domain/phone-number.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { MemberContext } from '../request-context.ts';
import { type PhoneSign, signOf, toneOf } from './phone-sign.ts';

/** The last tries of somebody's phones are looked for among so many. */
const TRIES_LOOKED_AT = 40;

/** A saved contact method as pages list it. */
export interface ListedPhone {
  readonly address: string;
  readonly kind: 'extension' | 'phone';
  readonly mustAccept: boolean;
  readonly sign: PhoneSign;
  readonly tone: ReturnType<typeof toneOf>;
  /** By which it is dialled; null for an extension, or when there is none. */
  readonly trunk: string | null;
  readonly tried: { readonly at: Instant; readonly by: string; readonly outcome: PhoneTestOutcome } | null;
}

/** Somebody's contact methods as they are saved, how each stands, and how its last try went. */
export async function listPhones(
  { dependencies }: MemberContext,
  person: Person,
): Promise<readonly ListedPhone[]> {
  const [hotline, tries] = await Promise.all([
    dependencies.outboundRoute(person.id),
    dependencies.audit.list({ subjectKind: 'phones', subjectId: person.id, limit: TRIES_LOOKED_AT }),
  ]);
  const trunk = hotline?.trunk ?? null;
  return person.contactMethods.map(({ target, mustAccept }) => {
    const address = describeTarget(target);
    const sign = signOf(dependencies.endpoints, target, trunk);
    const tried = tries.find(({ after }) => fieldOf(after, 'address') === address);
    const outcome = PHONE_TEST_OUTCOMES.find((word) => word === fieldOf(tried?.after, 'outcome'));
    return {
      address,
      kind: target.kind,
      mustAccept,
      sign,
      tone: toneOf(sign),
      trunk: target.kind === 'phone' ? trunk : null,
      tried: tried && outcome ? { at: tried.at, by: tried.actor, outcome } : null,
    };
  });
}

function fieldOf(entry: unknown, field: string): unknown {
  return typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>)[field] : undefined;
}
