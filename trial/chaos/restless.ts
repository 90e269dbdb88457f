import type { SipDialog } from '../phones/sip-dialog.ts';
import { openUserAgent, type UserAgent } from '../phones/user-agent.ts';
import type { TrialPbx } from '../trial-pbx.ts';
import type { Chance } from './chance.ts';

/** How often phones did more than answer, as they saw it. */
interface RestlessCount {
  transfers: number;
  pickups: number;
}

export interface RestlessPhones {
  readonly count: Readonly<RestlessCount>;
  stop(): Promise<void>;
}

const EXTENSIONS = ['211', '212', '213', '214', '215'];
/** Who a transferred caller is sent to: they answer by themselves. */
const TARGETS = ['201', '208'] as const;
const PICKER = '+33199005566';

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** More phones than the demo has. */
export const MORE_PHONES = EXTENSIONS.map(
  (extension) => `
[${extension}](vigie-demo-phone)
auth=${extension}
aors=${extension}
callerid=Phone ${extension} <${extension}>
[${extension}](vigie-demo-auth)
username=${extension}
password=demo-${extension}
[${extension}](vigie-demo-aor)
`,
).join('');

/**
 * Phones whose people transfer the caller (213 blind and without a BYE, 214 attended), and one (215) that rings on and
 * that a colleague most often picks up. Whatever fails meanwhile, they hang up and are there for the next call.
 */
export async function startRestlessPhones(pbx: TrialPbx, chance: Chance): Promise<RestlessPhones> {
  const count: RestlessCount = { transfers: 0, pickups: 0 };
  const agents: { attended?: UserAgent } = {};
  await pbx.agent('213', {
    onInvite: (call) =>
      trying(call, async () => {
        await takes(call);
        await call.transfer(chance.pick(TARGETS));
        count.transfers += 1;
      }),
  });
  agents.attended = await pbx.agent('214', {
    onInvite: (call) =>
      trying(call, async () => {
        // Its own calls to a colleague are its doing, too.
        await takes(call);
        await call.hold();
        const asked = agents.attended?.call(chance.pick(TARGETS));
        if (!asked) return;
        await trying(asked, async () => {
          await asked.isUp();
          await call.transferTo(asked);
          count.transfers += 1;
        });
      }),
  });
  // The carrier's own registration is another's: this one only calls.
  const picker = await openUserAgent(pbx.sipPort, { user: 'trial-trunk', password: 'demo-trial-trunk' });
  await pbx.agent('215', {
    onInvite: (ringing) => {
      ringing.ring();
      if (chance.next() < 0.7) pickUp(picker, chance, count).catch(() => undefined);
    },
  });
  return { count, stop: picker.stop };
}

async function takes(call: SipDialog): Promise<void> {
  call.ring();
  await pause(600);
  await call.answer();
  await call.press('1');
  await pause(3_000);
}

async function pickUp(picker: UserAgent, chance: Chance, count: RestlessCount): Promise<void> {
  await pause(chance.between(300, 3_000));
  const call = picker.call('*8215', { from: PICKER });
  await trying(call, async () => {
    await call.isUp();
    count.pickups += 1;
    await pause(1_500);
    await call.press('1');
    await pause(chance.between(2_000, 8_000));
    await call.hangUp();
  });
}

/** What cannot be done because something is broken just now ends the call on this side. */
async function trying(call: SipDialog, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch {
    await call.hangUp().catch(() => call.vanish());
  }
}
