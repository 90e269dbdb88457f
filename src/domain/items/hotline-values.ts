import type { HoldSound, NoAnswer, OpeningBranch, VoicemailRule } from '../hotline.ts';
import { abridged, type Codec, codec, made, mapping, notExpected, unmet } from './codec.ts';
import type { FieldContext } from './field.ts';
import { dialFields, dialKeys, dialTarget } from './numbers.ts';
import { flag, label, reference, wholeNumber, word } from './values.ts';
import { dutyWindow } from './window.ts';

export const DEFAULT_VOICEMAIL: VoicemailRule = { maxSeconds: 180, minSeconds: 3 };

/** A recording cannot stand in a file: it is here already, or came beside the file. */
export function recording({ sounds }: FieldContext): Codec<string> {
  return codec(
    (input, refuse) => {
      if (typeof input !== 'string') return refuse(notExpected({ what: 'recording' }, input));
      const here = sounds === null || sounds.has(input);
      return here ? input : refuse({ code: 'unknown-recording', id: input });
    },
    (id) => id,
  );
}

export function openingBranch(context: FieldContext): Codec<OpeningBranch> {
  return made(
    mapping({
      name: label,
      window: dutyWindow,
      policy: reference(context, 'policies').nullable(),
    }),
    ({ name, window, policy }): OpeningBranch => ({ name, window, policyId: policy }),
    ({ name, window, policyId }) => ({ name, window, policy: policyId }),
  );
}

/** `ringback`, `music` (Asterisk's default class), or `{music: class}`. */
export const holdSound: Codec<HoldSound> = abridged(
  made(
    mapping({ ringback: flag.optional(), music: word.optional() }, 'hold-sound'),
    ({ ringback, music }, refuse): HoldSound => {
      if ((ringback === undefined) === (music === undefined) || ringback === false)
        return refuse(unmet({ what: 'hold-sound' }));
      return music === undefined ? { kind: 'ringback' } : { kind: 'music', musicClass: music };
    },
    (hold) => (hold.kind === 'ringback' ? { ringback: true } : { music: hold.musicClass }),
  ),
  spelledOut({ ringback: { ringback: true }, music: { music: 'default' } }),
  (written) => ('ringback' in (written as object) ? 'ringback' : written),
);

/** `announcement`, `voicemail`, or a mapping with `voicemail` and perhaps `lastResort` before it. */
export function noAnswer({ plan }: FieldContext): Codec<NoAnswer> {
  const voicemail = mapping({
    maxSeconds: wholeNumber(1, 3600).default(DEFAULT_VOICEMAIL.maxSeconds),
    minSeconds: wholeNumber(0, 60).default(DEFAULT_VOICEMAIL.minSeconds),
  });
  const lastResort = made(
    mapping({
      ...dialKeys(plan),
      confirm: flag.default(true),
      ringSeconds: wholeNumber(1, 300).default(45),
    }),
    ({ confirm, ringSeconds, ...number }, refuse) => ({
      target: dialTarget(number, refuse),
      mustAccept: confirm,
      ringSeconds,
    }),
    ({ target, mustAccept, ringSeconds }) => ({ ...dialFields(target), confirm: mustAccept, ringSeconds }),
  );
  const written = mapping(
    {
      announcement: flag.optional(),
      voicemail: voicemail.optional(),
      lastResort: lastResort.optional(),
    },
    'no-answer',
  );
  return abridged(
    made(
      written,
      ({ announcement, voicemail, lastResort }, refuse): NoAnswer => {
        if (announcement === true && !voicemail && !lastResort) return { kind: 'announcement' };
        const rule = voicemail ?? DEFAULT_VOICEMAIL;
        if (announcement === undefined && lastResort)
          return { kind: 'last-resort', ...lastResort, voicemail: rule };
        if (announcement === undefined && voicemail) return { kind: 'voicemail', voicemail: rule };
        return refuse(unmet({ what: 'no-answer' }));
      },
      writtenNoAnswer,
    ),
    spelledOut({ announcement: { announcement: true }, voicemail: { voicemail: {} } }),
    (written) => ('announcement' in (written as object) ? 'announcement' : written),
  );
}

function writtenNoAnswer(noAnswer: NoAnswer) {
  if (noAnswer.kind === 'announcement') return { announcement: true };
  const { kind, voicemail, ...lastResort } = noAnswer;
  if (kind === 'voicemail') return { voicemail };
  return {
    lastResort: lastResort as Omit<Extract<NoAnswer, { kind: 'last-resort' }>, 'kind' | 'voicemail'>,
    voicemail,
  };
}

/** A single word in place of a mapping. */
function spelledOut(meanings: Readonly<Record<string, unknown>>): (raw: unknown) => unknown {
  return (raw) => (typeof raw === 'string' && Object.hasOwn(meanings, raw) ? meanings[raw] : raw);
}
