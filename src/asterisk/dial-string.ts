import type { DialRequest } from '../calls/telephony.ts';
import type { Extension, NumberingPlan, Trunk } from '../domain/phone-number.ts';
import { dialledNumber, type TrunkSettings } from '../domain/trunk.ts';

/** A route to a target. */
export interface OutboundRoute {
  /** Null: an extension, dialled by no trunk. */
  readonly trunk: Trunk | null;
  readonly dialString: string;
  /** The same as the dialplan's book has it: whatever phones there are. */
  readonly line: string;
  /** Dialled at the same time: other phones of the same extension. */
  readonly alongside: readonly string[];
  /** The PJSIP endpoint that it is sent to; null: the dialplan chooses. */
  readonly endpoint: string | null;
  /** `Name <number>`; empty: present nothing. */
  readonly callerId: string;
  /** Set on the channel before it is dialled. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * The routes to a target, in the order in which they are to be tried: `trunks` are those for outside numbers,
 * `contacts` the addresses of an extension's phones where those are several, as Asterisk has them. All else is built from
 * parts that were validated when they were written down: nothing a caller or a form sends gets here.
 */
export function routesTo(
  request: Pick<DialRequest, 'target' | 'callerId' | 'behalfOf'>,
  trunks: readonly TrunkSettings[],
  home: NumberingPlan['homeCountry'],
  contacts: readonly string[] = [],
): readonly OutboundRoute[] {
  const { target } = request;
  if (target.kind === 'extension') return [routeToExtension(target.extension, contacts, request.callerId)];
  return trunks.map((trunk) => {
    const line = lineOf(trunk, dialledNumber(trunk, target.number, home));
    const endpoint = trunk.context === null ? trunk.id : null;
    return { trunk: trunk.id, dialString: line, line, alongside: [], endpoint, ...shown(trunk, request) };
  });
}

function routeToExtension(
  extension: Extension,
  contacts: readonly string[],
  callerId: DialRequest['callerId'],
): OutboundRoute {
  const line = `PJSIP/${extension}`;
  const [first = line, ...alongside] = contacts.map((contact) => `${line}/${contact}`);
  return {
    trunk: null,
    dialString: first,
    line,
    alongside,
    endpoint: extension,
    callerId: presentedCallerId(callerId),
    variables: {},
  };
}

/** `/n`: the Local channel stays in the call, as the one that carries our leg's name. */
function lineOf({ id, context }: TrunkSettings, number: string): string {
  return context === null ? `PJSIP/${number}@${id}` : `Local/${number}@${context}/n`;
}

/** The dial strings of one target for the dialplan, which shows the hotline's own number. */
export function dialStrings(
  target: DialRequest['target'],
  trunks: readonly TrunkSettings[],
  home: NumberingPlan['homeCountry'],
): readonly string[] {
  const nobody = { number: null, name: null };
  return routesTo({ target, callerId: nobody }, trunks, home).map(({ line }) => line);
}

/** Headers name numbers by `tel:`, which needs no domain: the carrier's is not known here. */
function shown(
  { shownNumber }: TrunkSettings,
  { callerId, behalfOf = null }: Pick<DialRequest, 'callerId' | 'behalfOf'>,
): Pick<OutboundRoute, 'callerId' | 'variables'> {
  const own = presentedCallerId(callerId);
  if (shownNumber === 'hotline' || behalfOf === null || !/^\+?[0-9]+$/.test(behalfOf))
    return { callerId: own, variables: {} };
  return {
    callerId: behalfOf,
    variables: callerId.number === null ? {} : header(shownNumber, callerId.number),
  };
}

function header(shownNumber: TrunkSettings['shownNumber'], own: string): OutboundRoute['variables'] {
  if (shownNumber === 'pai') return { 'PJSIP_HEADER(add,P-Asserted-Identity)': `<tel:${own}>` };
  if (shownNumber === 'diversion')
    return { 'PJSIP_HEADER(add,Diversion)': `<tel:${own}>;reason=unconditional` };
  return {};
}

/** `Name <number>` as Asterisk reads it; a name's other characters would be read as syntax. Empty: present nothing. */
export function presentedCallerId(callerId: DialRequest['callerId']): string {
  const name = (callerId.name ?? '').replace(/[^\p{L}\p{N} .'-]/gu, '').trim();
  const number = (callerId.number ?? '').replace(/[^0-9A-Za-z+*#_-]/g, '');
  if (number === '') return name;
  return name === '' ? number : `${name} <${number}>`;
}
