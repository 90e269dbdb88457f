import type { RecordingState } from '../../calls/greetings/sync-recordings.ts';
import type { Hotline } from '../../domain/hotline.ts';
import { LONGEST_SOUND_SECONDS, type SoundProblem } from '../../domain/sound/sound-problem.ts';
import { changeGreeting, type GreetingChange } from '../../planning/change-greeting.ts';
import { uploadedFile } from '../forms/upload.ts';
import { NO_ERRORS, type ValidationErrors, validationError } from '../forms/validation-errors.ts';
import type { Messages } from '../messages/messages.ts';
import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  Refusal,
  type Reply,
} from '../request-context.ts';
import { soundReply } from '../sound-reply.ts';

/** What a hotline's callers are greeted with. */
export interface PresentGreeting {
  readonly sound: string | null;
  readonly recording: {
    readonly address: string;
    readonly seconds: number;
    readonly state: RecordingState;
  } | null;
}

export async function presentGreeting(
  { dependencies }: MemberContext,
  { id, greetingSound: sound, recordedGreeting }: Hotline,
): Promise<PresentGreeting> {
  const kept = recordedGreeting === null ? null : await dependencies.greetings.sounds.find(recordedGreeting);
  if (kept === null) return { sound, recording: null };
  // Another recording has another address, whatever a browser has kept of it.
  const address = `/hotlines/${id}/greeting.wav?v=${kept.id.slice(0, 10)}`;
  const state = dependencies.greetings.stateOf(kept.id);
  return { sound, recording: { address, seconds: kept.seconds, state } };
}

/** A minute and a half of what a studio writes: 48000 samples a second, 24 bits, two channels. */
export const LARGEST_GREETING_MB = 32;

export function greetingPage(context: MemberContext): Promise<Reply> {
  return page(context, NO_ERRORS);
}

/** Takes a recording or a file, and greets callers with it. */
export async function saveGreeting(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, request, t } = context;
  const file = uploadedFile(request);
  const words = t.greeting.validationErrors;
  if (file === null || file.bytes.length === 0) return page(context, validationError('audio', words.none));
  if (file.tooLarge) return page(context, validationError('audio', words.tooLarge(LARGEST_GREETING_MB)));
  const converted = await dependencies.greetings.convert(file.bytes);
  if (!converted.ok) return page(context, validationError('audio', soundProblem(converted.error, words)));
  return done(context, await change(context, converted.value), 'saved');
}

export async function removeGreeting(context: MemberChangeContext): Promise<Reply> {
  return done(context, await change(context, null), 'removed');
}

/** The present recording, as callers hear it. */
export async function greetingAudio(context: MemberContext): Promise<Reply> {
  const { dependencies } = context;
  const id = (await hotlineOf(context)).recordedGreeting;
  const kept = id === null ? null : await dependencies.greetings.sounds.find(id);
  return kept === null
    ? notFound()
    : soundReply(context, Buffer.from(kept.wav), `greeting-${param(context, 'hotline')}`);
}

function change(
  context: MemberChangeContext,
  sound: Parameters<typeof changeGreeting>[2],
): Promise<GreetingChange> {
  return changeGreeting(context.dependencies.configuration, param(context, 'hotline'), sound, context.author);
}

function done(context: MemberContext, made: GreetingChange, how: 'saved' | 'removed'): Reply {
  if (made === 'gone') throw new Refusal(404, 'the hotline is gone');
  context.dependencies.greetings.changed();
  const path = `/hotlines/${param(context, 'hotline')}/greeting`;
  return { kind: 'see', path, done: made === 'changed' ? how : 'unchanged' };
}

async function page(context: MemberContext, validationErrors: ValidationErrors): Promise<Reply> {
  const hotline = await hotlineOf(context);
  return {
    kind: 'page',
    view: 'hotlines/greeting',
    title: context.t.greeting.title(hotline.name),
    status: validationErrors.count > 0 ? 422 : 200,
    data: {
      id: hotline.id,
      name: hotline.name,
      validationErrors,
      greeting: await presentGreeting(context, hotline),
      longest: LONGEST_SOUND_SECONDS,
      recorder: true,
    },
  };
}

async function hotlineOf(context: MemberContext): Promise<Hotline> {
  return (await context.dependencies.reader.hotlines()).get(param(context, 'hotline')) ?? notFound();
}

function soundProblem(found: SoundProblem, words: Messages['greeting']['validationErrors']): string {
  if (found.kind === 'too-long') return words['too-long'](Math.round(found.seconds), LONGEST_SOUND_SECONDS);
  return words[found.kind];
}
