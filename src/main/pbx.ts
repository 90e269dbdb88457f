import type { AriLink } from '../asterisk/ari-link.ts';
import { createAriTelephony } from '../asterisk/ari-telephony.ts';
import type { OutsideLines } from '../asterisk/dialler.ts';
import type { FindRecording } from '../asterisk/media.ts';
import { createPhoneSettings } from '../asterisk/phone-settings.ts';
import { ariGet } from '../asterisk/pjsip-config.ts';
import { withoutForwardedBack } from '../calls/forwarded-back.ts';
import type { ExpectedCalls } from '../calls/own/expected-call.ts';
import type { Telephony } from '../calls/telephony.ts';
import type { ServiceConfig } from '../config.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/log.ts';

interface PbxDependencies {
  readonly link: AriLink;
  readonly lines: OutsideLines;
  readonly config: ServiceConfig;
  readonly common: {
    readonly clock: Clock;
    readonly log: Logger;
    readonly crash: (error: unknown) => void;
  };
  readonly findRecording: FindRecording;
  readonly expected: ExpectedCalls;
}

/** The PBX as everybody has it: through ARI, and without our own calls that come back to us. */
export function createPbx({
  link,
  lines,
  config,
  common,
  findRecording,
  expected,
}: PbxDependencies): Telephony {
  const phones = createPhoneSettings(ariGet(link, config.ari), common.clock);
  const outside = { lines, phones, clock: common.clock };
  const pbx = createAriTelephony(link, config.ari.app, common.crash, outside, findRecording);
  const { homeCountry } = config.numberingPlan;
  return withoutForwardedBack(expected.telephony(pbx), { ...common, homeCountry, now: common.clock.now });
}
