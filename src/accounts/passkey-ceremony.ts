import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { z } from 'zod';
import type { Instant } from '../runtime/instant.ts';
import type { Challenges, ChallengeUse } from './challenges.ts';
import type { Passkey, PasskeyStore } from './passkey.ts';

/** For whom passkeys are made: browsers give one to no other host. */
export interface RelyingParty {
  readonly host: string;
  readonly origin: string;
}

/** What a page needs that asks for a passkey. */
export interface Asking {
  readonly party: RelyingParty;
  readonly challenges: Pick<Challenges, 'make'>;
  readonly passkeys: Pick<PasskeyStore, 'of'>;
}

/** What reads the answer. */
export interface Checking {
  readonly party: RelyingParty;
  readonly challenges: Challenges;
  readonly passkeys: PasskeyStore;
}

/**
 * From the address by which people reach us; null: none is set, or it is one with which browsers make no passkeys (no
 * https, or no name but numbers).
 */
export function relyingPartyOf(publicUrl: string | null): RelyingParty | null {
  if (publicUrl === null) return null;
  const { protocol, hostname, origin } = new URL(publicUrl);
  const isSecure = protocol === 'https:' || hostname === 'localhost';
  const isName = isIP(hostname) === 0 && !hostname.startsWith('[');
  return isSecure && isName ? { host: hostname, origin } : null;
}

/** What the browser needs to make a passkey for that person. */
export async function optionsToAdd(
  { party, challenges, passkeys }: Asking,
  person: { readonly personId: string; readonly name: string; readonly email: string },
  now: Instant,
) {
  return generateRegistrationOptions({
    rpName: 'Vigie',
    rpID: party.host,
    userID: userHandle(person.personId),
    userName: person.email,
    userDisplayName: person.name,
    challenge: challenges.make({ purpose: 'add', personId: person.personId }, now),
    attestationType: 'none',
    excludeCredentials: (await passkeys.of(person.personId)).map(descriptor),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  });
}

/** The passkey that a browser made; null: this is not one made for that person, here and now. */
export async function readAdded(
  { party, challenges }: Checking,
  personId: string,
  answer: string,
  now: Instant,
): Promise<Omit<Passkey, 'name'> | null> {
  const response = readJson(ADDED, answer);
  if (response === null) return null;
  const { signedChallenge, expectedChallenge } = expecting(challenges, { purpose: 'add', personId }, now);
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge,
    expectedOrigin: party.origin,
    expectedRPID: party.host,
    requireUserVerification: false,
  }).catch(() => null);
  if (!verified?.verified || !challenges.spend(signedChallenge(), now)) return null;
  const { id, publicKey, counter } = verified.registrationInfo.credential;
  return {
    id,
    personId,
    publicKey: Buffer.from(publicKey).toString('base64url'),
    counter,
    transports: response.response.transports,
    addedAt: now,
    usedAt: null,
  };
}

/** What the browser needs to show a passkey: any of a person, or whichever it has for us. */
export async function optionsToShow(
  { party, challenges, passkeys }: Asking,
  use: ChallengeUse,
  now: Instant,
) {
  const known = use.personId === null ? [] : await passkeys.of(use.personId);
  return generateAuthenticationOptions({
    rpID: party.host,
    challenge: challenges.make(use, now),
    userVerification: use.purpose === 'log-in' ? 'required' : 'preferred',
    ...(use.personId === null ? {} : { allowCredentials: known.map(descriptor) }),
  });
}

/** Whose passkey was shown; null: nobody's, or not for this. To log in by it alone its owner was verified by their device. */
export async function checkShown(
  { party, challenges, passkeys }: Checking,
  use: ChallengeUse,
  answer: string,
  now: Instant,
): Promise<Passkey | null> {
  const response = readJson(SHOWN, answer);
  const passkey = response === null ? null : await passkeys.find(response.id);
  if (response === null || passkey === null) return null;
  if (use.personId !== null && use.personId !== passkey.personId) return null;
  const { signedChallenge, expectedChallenge } = expecting(challenges, use, now);
  const { id, counter } = passkey;
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge,
    expectedOrigin: party.origin,
    expectedRPID: party.host,
    credential: { id, counter, publicKey: bytesOf(passkey.publicKey) },
    requireUserVerification: use.purpose === 'log-in',
  }).catch(() => null);
  if (!verified?.verified || !challenges.spend(signedChallenge(), now)) return null;
  return (await passkeys.noteUse(id, verified.authenticationInfo.newCounter, now)) ? passkey : null;
}

/** Checks the challenge that was signed, and remembers which it was. */
function expecting(challenges: Challenges, use: ChallengeUse, now: Instant) {
  let signed = '';
  return {
    signedChallenge: () => signed,
    expectedChallenge: (challenge: string) => {
      signed = challenge;
      return challenges.holds(challenge, use, now);
    },
  };
}

function descriptor({ id, transports }: Passkey) {
  return { id, transports: [...transports] };
}

/** The same for all of a person's passkeys, and says nothing of who it is. */
function userHandle(personId: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash('sha256').update(`passkeys of ${personId}`).digest());
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(base64url, 'base64url'));
}

const base64url = z.string().regex(/^[\w-]{1,16000}$/);
const credential = { id: base64url, rawId: base64url, type: z.literal('public-key') };
const extensions = z.object({}).transform(() => ({}));

const ADDED = z.object({
  ...credential,
  clientExtensionResults: extensions,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(10)
      .default([]),
  }),
});

const SHOWN = z.object({
  ...credential,
  clientExtensionResults: extensions,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
  }),
});

function readJson<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
