import { startAsterisk, type TrialAsterisk, type TrialOptions } from './asterisk/start-asterisk.ts';
import { type Behaviour, rejects } from './phones/behaviour.ts';
import { type Caller, type CallerOptions, placeCall } from './phones/caller.ts';
import { type Phone, startPhone } from './phones/phone.ts';
import { openUserAgent, type UserAgent, type UserAgentAccount } from './phones/user-agent.ts';

/** A real Asterisk with simulated people around it: what the demo and the tests work with. */
export interface TrialPbx extends TrialAsterisk {
  /** Puts a phone on extension 201 to 209. An extension without a phone is unregistered. */
  phone(extension: string, behaviour: Behaviour): Promise<Phone>;
  /**
   * Puts the carrier on the trunk `trial-trunk`, with a mobile behind each number. A number that nobody has is
   * answered with 404.
   */
  mobiles(byNumber: Readonly<Record<string, Behaviour>>): Promise<Phone>;
  /**
   * A phone of 201 to 209 that does only what the test says, step by step: registered, and then in the test's hands.
   * `trial-trunk`: the carrier.
   */
  agent(user: string, account?: Partial<UserAgentAccount>): Promise<UserAgent>;
  /** Places a call from outside. */
  call(number: string, options?: CallerOptions): Promise<Caller>;
  /** Takes every phone and caller away, and leaves Asterisk running. */
  removePhones(): Promise<void>;
}

/** Starts an Asterisk, with no phone yet. `stop()` ends everything. */
export async function startTrialPbx(options: TrialOptions = {}): Promise<TrialPbx> {
  const asterisk = await startAsterisk(options);
  let parties: { stop(): Promise<void> }[] = [];
  const keep = <T extends { stop(): Promise<void> }>(party: T): T => {
    parties.push(party);
    return party;
  };
  const removePhones = async () => {
    const leaving = parties;
    parties = [];
    await Promise.all(leaving.map((party) => party.stop()));
  };
  return {
    ...asterisk,
    phone: async (extension, otherwise) =>
      keep(
        await startPhone(asterisk, {
          user: extension,
          password: `demo-${extension}`,
          byNumber: {},
          otherwise,
        }),
      ),
    mobiles: async (byNumber) =>
      keep(
        await startPhone(asterisk, {
          user: 'trial-trunk',
          password: 'demo-trial-trunk',
          byNumber,
          otherwise: rejects(404),
        }),
      ),
    async agent(user, account = {}) {
      const agent = keep(
        await openUserAgent(asterisk.sipPort, { user, password: `demo-${user}`, ...account }),
      );
      await agent.register();
      return agent;
    },
    call: async (number, options) => keep(await placeCall(asterisk, number, options)),
    removePhones,
    async stop() {
      await removePhones().finally(asterisk.stop);
    },
  };
}
