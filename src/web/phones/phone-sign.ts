import type { EndpointBoard } from '../../calls/endpoints/endpoints.ts';
import type { EndpointState } from '../../domain/endpoint/endpoint-state.ts';
import type { ContactMethod } from '../../domain/person.ts';
import type { DialTarget } from '../../domain/phone-number.ts';

/** What is known of a contact method. Nothing says of a mobile whether it is on: only of the trunk it is dialled by. */
export type PhoneSign =
  | 'registered'
  | 'not-registered'
  | 'no-such-phone'
  | 'not-known'
  | 'mobile'
  | 'mobile-trunk-down'
  | 'mobile-no-trunk'
  /** Of a person: they have no contact method at all. */
  | 'none';

const OF_EXTENSION: Readonly<Record<EndpointState, PhoneSign>> = {
  online: 'registered',
  offline: 'not-registered',
  missing: 'no-such-phone',
  unknown: 'not-known',
};

/** `trunk`: by which phones of that person are dialled; null: there is none. */
export function signOf(board: EndpointBoard, target: DialTarget, trunk: string | null): PhoneSign {
  if (target.kind === 'extension') return OF_EXTENSION[board.stateOf(target.extension)];
  if (trunk === null) return 'mobile-no-trunk';
  const isDown = ['offline', 'missing'].includes(board.stateOf(trunk));
  return isDown ? 'mobile-trunk-down' : 'mobile';
}

/** For the icon and the colour that stand beside the words. */
export function toneOf(sign: PhoneSign): 'good' | 'bad' | 'calm' {
  if (sign === 'registered') return 'good';
  return sign === 'mobile' || sign === 'not-known' ? 'calm' : 'bad';
}

export interface ShownSign {
  readonly sign: PhoneSign;
  readonly tone: ReturnType<typeof toneOf>;
}

/** Of somebody's contact methods, without the numbers: whoever sees who is on call need not see how to call them. */
export function signsOf(
  board: EndpointBoard,
  methods: readonly Pick<ContactMethod, 'target'>[],
  trunk: string | null,
): readonly ShownSign[] {
  const signs = methods.map(({ target }) => signOf(board, target, trunk));
  return (signs.length === 0 ? ['none' as const] : signs).map((sign) => ({ sign, tone: toneOf(sign) }));
}

export interface ShownTrunk {
  readonly name: string;
  readonly state: EndpointState;
}

/** The trunks of these hotlines, each once. */
export function trunksOf(
  board: EndpointBoard,
  hotlines: Iterable<{ readonly trunk: string | null }>,
): readonly ShownTrunk[] {
  const names = new Set([...hotlines].flatMap(({ trunk }) => trunk ?? []));
  return [...names].sort().map((name) => ({ name, state: board.stateOf(name) }));
}
