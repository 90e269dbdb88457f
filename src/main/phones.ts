import type { AriAddress } from '../asterisk/ari-address.ts';
import type { AriLink } from '../asterisk/ari-link.ts';
import type { OutsideLines } from '../asterisk/dialler.ts';
import { createEndpointReader } from '../asterisk/endpoint-reader.ts';
import type { Directory } from '../calls/directory.ts';
import type { Endpoint } from '../calls/endpoints/endpoints.ts';
import { type EndpointWatch, watchEndpoints } from '../calls/endpoints/watch-endpoints.ts';
import type { LiveCalls } from '../calls/live/live-calls.ts';
import type { OutboundLegs } from '../calls/outbound-legs.ts';
import { createPhoneTests, type PhoneTests } from '../calls/own/test-phones.ts';
import type { Telephony } from '../calls/telephony.ts';
import type { Config } from '../config.ts';
import { readNeededEndpoints } from '../database/calls/needed-endpoints.ts';
import { createPhoneTestStore } from '../database/calls/phone-test-store.ts';
import type { Database } from '../database/database.ts';
import type { EndpointState } from '../domain/endpoint/endpoint-state.ts';
import type { PhoneTest } from '../domain/endpoint/phone-test.ts';
import { type TrunkSettings, trunksInOrder, usualTrunk } from '../domain/trunk.ts';
import { systemClock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/log.ts';

interface Common {
  readonly log: Logger;
  readonly crash: (error: unknown) => void;
}

/** The state of phones and trunks, for pages and for those who are told of it. */
export function createEndpointWatch(dependencies: {
  readonly link: AriLink;
  readonly address: AriAddress;
  readonly reading: Database;
  readonly onRead: (endpoints: readonly Endpoint[] | null) => void;
  readonly common: Common;
}): EndpointWatch {
  const { link, address, reading, onRead, common } = dependencies;
  return watchEndpoints({
    ...common,
    source: createEndpointReader(link, address, systemClock),
    needed: () => readNeededEndpoints(reading),
    clock: systemClock,
    onRead,
  });
}

/** How outside numbers are dialled: as was said of the trunks, and one that is down last. */
export function createOutsideLines(
  { numberingPlan }: Pick<Config, 'numberingPlan'>,
  directory: Pick<Directory, 'trunks'>,
  stateOf: (endpoint: string) => EndpointState,
): OutsideLines {
  const isDown = ({ id, context }: TrunkSettings) =>
    context === null && ['offline', 'missing'].includes(stateOf(id));
  return {
    home: numberingPlan.homeCountry,
    async trunks(named) {
      const settings = await directory.trunks();
      return trunksInOrder(named, (trunk) => settings.get(trunk) ?? usualTrunk(trunk), isDown);
    },
  };
}

/** Phones that are tried from a page; what came of each is in the audit. */
export function createTests(dependencies: {
  readonly telephony: Telephony;
  readonly outboundLegs: OutboundLegs;
  readonly config: Pick<Config, 'numberingPlan'>;
  readonly db: Database;
  readonly calls: () => LiveCalls;
  readonly common: Common;
}): PhoneTests {
  const { telephony, outboundLegs, config, db, calls, common } = dependencies;
  const store = createPhoneTestStore(db);
  const onOutcome = async (test: PhoneTest): Promise<void> => {
    const kept = await store.keep(test);
    if (!kept.ok) common.log.error({ test, reason: kept.error }, 'a phone test could not be written down');
  };
  return createPhoneTests({
    ...common,
    telephony,
    outboundLegs,
    numberingPlan: config.numberingPlan,
    clock: systemClock,
    isEngaged: (personId) => calls().isEngaged(personId),
    onOutcome,
  });
}
