import type { RecordingState } from '../../calls/greetings/sync-recordings.ts';
import type { Hotline } from '../../domain/hotline.ts';
import { LONGEST_SOUND_SECONDS, type SoundFlaw } from '../../domain/sound/sound-flaw.ts';
import { changeGreeting, type GreetingChange } from '../../planning/change-greeting.ts';
import { type Flaws, flaw, NO_FLAWS } from '../forms/flaws.ts';
import { LARGEST_FILE_MB, uploadedFile } from '../forms/upload.ts';
import type { Messages } from '../messages/messages.ts';
import { soundReply } from '../sound-reply.ts';
import { type MemberChange, type MemberVisit, notFound, param, Refusal, type Reply } from '../visit.ts';

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
  { needs }: MemberVisit,
  { id, greetingSound: sound, recordedGreeting }: Hotline,
): Promise<PresentGreeting> {
  const kept = recordedGreeting === null ? null : await needs.greetings.sounds.find(recordedGreeting);
  if (kept === null) return { sound, recording: null };
  // Another recording has another address, whatever a browser has kept of it.
  const address = `/hotlines/${id}/greeting.wav?v=${kept.id.slice(0, 10)}`;
  const state = needs.greetings.stateOf(kept.id);
  return { sound, recording: { address, seconds: kept.seconds, state } };
}

export function greetingPage(visit: MemberVisit): Promise<Reply> {
  return page(visit, NO_FLAWS);
}

/** Takes a recording or a file, and greets callers with it. */
export async function saveGreeting(visit: MemberChange): Promise<Reply> {
  const { needs, request, t } = visit;
  const file = uploadedFile(request);
  const words = t.greeting.flaws;
  if (file === null || file.bytes.length === 0) return page(visit, flaw('audio', words.none));
  if (file.tooLarge) return page(visit, flaw('audio', words.tooLarge(LARGEST_FILE_MB)));
  const converted = await needs.greetings.convert(file.bytes);
  if (!converted.ok) return page(visit, flaw('audio', soundFlaw(converted.error, words)));
  return done(visit, await change(visit, converted.value), 'saved');
}

export async function removeGreeting(visit: MemberChange): Promise<Reply> {
  return done(visit, await change(visit, null), 'removed');
}

/** The present recording, as callers hear it. */
export async function greetingAudio(visit: MemberVisit): Promise<Reply> {
  const { needs } = visit;
  const id = (await hotlineOf(visit)).recordedGreeting;
  const kept = id === null ? null : await needs.greetings.sounds.find(id);
  return kept === null
    ? notFound()
    : soundReply(visit, Buffer.from(kept.wav), `greeting-${param(visit, 'hotline')}`);
}

function change(visit: MemberChange, sound: Parameters<typeof changeGreeting>[2]): Promise<GreetingChange> {
  return changeGreeting(visit.needs.configuration, param(visit, 'hotline'), sound, visit.author);
}

function done(visit: MemberVisit, made: GreetingChange, how: 'saved' | 'removed'): Reply {
  if (made === 'gone') throw new Refusal(404, 'the hotline is gone');
  visit.needs.greetings.changed();
  const path = `/hotlines/${param(visit, 'hotline')}/greeting`;
  return { kind: 'see', path, done: made === 'changed' ? how : 'unchanged' };
}

async function page(visit: MemberVisit, flaws: Flaws): Promise<Reply> {
  const hotline = await hotlineOf(visit);
  return {
    kind: 'page',
    view: 'hotlines/greeting',
    title: visit.t.greeting.title(hotline.name),
    status: flaws.count > 0 ? 422 : 200,
    data: {
      id: hotline.id,
      name: hotline.name,
      flaws,
      greeting: await presentGreeting(visit, hotline),
      longest: LONGEST_SOUND_SECONDS,
      recorder: true,
    },
  };
}

async function hotlineOf(visit: MemberVisit): Promise<Hotline> {
  return (await visit.needs.reader.hotlines()).get(param(visit, 'hotline')) ?? notFound();
}

function soundFlaw(found: SoundFlaw, words: Messages['greeting']['flaws']): string {
  if (found.kind === 'too-long') return words['too-long'](Math.round(found.seconds), LONGEST_SOUND_SECONDS);
  return words[found.kind];
}
