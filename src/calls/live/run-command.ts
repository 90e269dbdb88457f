import type { Command } from '../../domain/escalation/command.ts';
import type { HoldSound } from '../../domain/hotline.ts';
import { keepMessage, measureMessage } from '../messages/messages.ts';
import type { Done, Media } from '../telephony.ts';
import { bridgeId, legId } from './call-ids.ts';
import { resolveCandidates } from './candidates.ts';
import type { CommandContext } from './command-context.ts';
import { dialLeg, refusalOf } from './dial-leg.ts';
import { acceptPrompt, callerMedia, legMedia } from './prompts.ts';

/** Things a command touches: commands on the same thing run in order, others side by side. */
export function thingsTouched(command: Command): readonly string[] {
  if (command.type === 'connect') return ['caller', `leg ${command.attempt}`];
  if (command.type === 'disconnect' && command.staying !== null) return ['caller', `leg ${command.staying}`];
  if (command.type === 'resolve-step') return ['candidates'];
  if (command.type === 'arm-caller') return ['dead-man switch'];
  if (command.type === 'listen' || command.type === 'ask-keys' || command.type === 'find-picker')
    return ['what is heard'];
  return ['attempt' in command ? `leg ${command.attempt}` : 'caller'];
}

/** Does one command. Expected failures become events or a line in the log; what throws is a bug. */
export async function runCommand(context: CommandContext, command: Command): Promise<void> {
  const { telephony, facts, callerLeg } = context;
  const { hotline, callId } = facts;
  switch (command.type) {
    case 'answer-caller':
      return onCaller(context, command, await telephony.answer(callerLeg));
    case 'play-to-caller':
      return playing(
        context,
        command.play,
        telephony.play(callerLeg, command.play, callerMedia(command.words, facts), hotline.language),
        'caller',
      );
    case 'stop-caller-play':
    case 'stop-leg-play':
      return report(context, command, await telephony.stopPlay(command.play));
    case 'start-hold':
      return onCaller(context, command, await startHold(context, command.sound));
    case 'stop-hold':
      return report(context, command, await stopHold(context, command.sound));
    case 'arm-caller':
      return arm(context, command, await telephony.arm(callerLeg, command.seconds));
    case 'resolve-step':
      return resolveStep(context, command.resolution, command.step);
    case 'dial':
      return dialLeg(context, command);
    case 'prompt-leg':
      return playToLeg(context, command, acceptPrompt(facts, context.numberingPlan.homeCountry));
    case 'inform-leg':
      return playToLeg(context, command, legMedia(command.words));
    case 'hold-leg':
      return report(context, command, await telephony.startMusic(legId(callId, command.attempt), 'default'));
    case 'stop-hold-leg':
      return report(context, command, await telephony.stopMusic(legId(callId, command.attempt)));
    case 'hang-up-leg':
      return report(context, command, await telephony.hangUp(legId(callId, command.attempt), command.reason));
    case 'connect':
      return connect(context, command.attempt, command.bridge);
    case 'disconnect':
      return report(context, command, await disconnect(context, command.bridge, command.staying));
    case 'listen':
      return listen(context, command);
    case 'find-picker':
      return findPicker(context, command);
    case 'ask-keys':
      return askKeys(context, command.attempt);
    case 'record':
      return record(context, command.recording, command.maxSeconds);
    case 'measure-message':
      return measureMessage(context, command.recording);
    case 'keep-message':
      return keepMessage(context, command);
    case 'drop-message':
      return report(context, command, await telephony.deleteRecording(command.recording));
    case 'hang-up-caller':
      return sentAway(context, command, await telephony.hangUp(callerLeg, command.reason));
    case 'leave-to-dialplan':
      return sentAway(context, command, await telephony.leaveToDialplan(callerLeg));
    default:
      return command satisfies never;
  }
}

/** `gone` needs no word: the end of that leg is an event of its own. */
function report(context: CommandContext, command: Command, done: Done): void {
  if (!done.ok && done.error.kind !== 'gone') context.warn(command.type, done.error.detail);
}

/** A caller who turns out to be gone has left, though the event that says so was lost or came too early. */
function onCaller(context: CommandContext, command: Command, done: Done): void {
  report(context, command, done);
  if (!done.ok && done.error.kind === 'gone') context.missCaller();
}

function arm(context: CommandContext, command: Command, done: Done): void {
  onCaller(context, command, done);
  if (!done.ok && done.error.kind !== 'gone') context.emit({ type: 'arming-failed' });
}

/** Done, or gone already: the caller is no longer with us. The PBX does not always say so by an event. */
function sentAway(context: CommandContext, command: Command, done: Done): void {
  report(context, command, done);
  if (done.ok || done.error.kind === 'gone') context.emit({ type: 'caller-left' });
}

async function playing(
  context: CommandContext,
  play: string,
  request: Promise<Done>,
  to: 'caller' | 'responder' = 'responder',
): Promise<void> {
  const done = await request;
  if (done.ok) return;
  if (done.error.kind !== 'gone') context.warn('play', done.error.detail);
  else if (to === 'caller') context.missCaller();
  // The answer was lost, perhaps not the request: what is heard nevertheless must end, or a bridge waits behind it.
  // When that cannot be asked either, it stays known as begun, and is stopped once Asterisk can be heard again.
  if (done.error.kind === 'unavailable' && !(await context.telephony.stopPlay(play)).ok) return;
  context.emit({ type: 'play-finished', play, played: false });
}

function playToLeg(
  context: CommandContext,
  { attempt, play, who }: Extract<Command, { type: 'prompt-leg' | 'inform-leg' }>,
  media: readonly Media[],
): Promise<void> {
  const leg = legId(context.facts.callId, attempt);
  return playing(context, play, context.telephony.play(leg, play, media, who.language));
}

function startHold({ telephony, callerLeg }: CommandContext, sound: HoldSound): Promise<Done> {
  return sound.kind === 'ringback'
    ? telephony.startRinging(callerLeg)
    : telephony.startMusic(callerLeg, sound.musicClass);
}

function stopHold({ telephony, callerLeg }: CommandContext, sound: HoldSound): Promise<Done> {
  return sound.kind === 'ringback' ? telephony.stopRinging(callerLeg) : telephony.stopMusic(callerLeg);
}

async function resolveStep(context: CommandContext, resolution: number, stepNumber: number): Promise<void> {
  const step = context.facts.policy.steps[stepNumber];
  if (!step) throw new Error(`policy ${context.facts.policy.id} has no step ${stepNumber}`);
  const candidates = await resolveCandidates(context.sources, step, context.now());
  context.emit({ type: 'candidates', resolution, candidates });
}

async function connect(context: CommandContext, attempt: number, bridge: number): Promise<void> {
  const { callId } = context.facts;
  const done = await context.telephony.bridge(bridgeId(callId, bridge), [
    context.callerLeg,
    legId(callId, attempt),
  ]);
  if (!done.ok) context.emit({ type: 'connect-failed', attempt, why: refusalOf(done.error) });
}

function disconnect(
  { telephony, facts: { callId }, callerLeg }: CommandContext,
  bridge: number,
  staying: number | null,
): Promise<Done> {
  return telephony.endBridge(
    bridgeId(callId, bridge),
    staying === null ? [] : [callerLeg, legId(callId, staying)],
  );
}

async function listen(
  { telephony, callerLeg, facts, emit }: CommandContext,
  { attempt, alsoHeld }: Extract<Command, { type: 'listen' }>,
): Promise<void> {
  const [caller, responder] = await Promise.all(
    [callerLeg, legId(facts.callId, attempt)].map((leg) => telephony.heard(leg, alsoHeld)),
  );
  const heardOf = (done: typeof caller) => (done?.ok ? done.value : null);
  emit({ type: 'talk-heard', attempt, caller: heardOf(caller), responder: heardOf(responder) });
}

async function askKeys({ telephony, facts, emit }: CommandContext, attempt: number): Promise<void> {
  const told = await telephony.keysUnheard(legId(facts.callId, attempt));
  if (told.ok) emit({ type: 'keys-told', attempt, unheard: told.value });
}

async function record(context: CommandContext, recording: string, maxSeconds: number): Promise<void> {
  const done = await context.telephony.record({ leg: context.callerLeg, recording, maxSeconds, beep: true });
  if (done.ok) return;
  context.warn('record', done.error.detail);
  if (done.error.kind === 'gone') context.missCaller();
  context.emit({ type: 'recording-finished', recording, seconds: null, stored: false });
}

async function findPicker(
  { sources, emit }: CommandContext,
  { attempt, extension }: Extract<Command, { type: 'find-picker' }>,
): Promise<void> {
  const person = await sources.directory.personOn(extension);
  if (person) emit({ type: 'picker-known', attempt, personId: person.id, name: person.name });
}
