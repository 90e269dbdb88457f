import { type RelyingParty, relyingPartyOf } from '../../accounts/passkey-ceremony.ts';
import type { RequestContext } from '../request-context.ts';
import type { ReadDependencies } from '../web-dependencies.ts';

interface CeremonyOn<Needs extends ReadDependencies> {
  readonly party: RelyingParty;
  readonly passkeys: Needs['passkeys'];
  readonly challenges: Needs['passkeyChallenges'];
}

/** What passkeys are made and shown with; null: our own address is not set, or is none that browsers make them for. */
export function ceremonyOf<Needs extends ReadDependencies>({
  dependencies,
}: RequestContext<Needs>): CeremonyOn<Needs> | null {
  const party = relyingPartyOf(dependencies.publicUrl);
  const { passkeys, passkeyChallenges: challenges } = dependencies;
  return party === null ? null : { party, passkeys, challenges };
}
