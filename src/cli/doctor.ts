import type { Config } from '../config.ts';
import { describeFinding } from '../notices/describe-check.ts';
import { fail, ok } from '../runtime/result.ts';
import { asJson, asText, type CommandResult } from './command.ts';

/** One thing that was looked at, and what was found. */
interface Finding {
  readonly what: string;
  readonly well: boolean;
  readonly found: string;
}

/** `vigie doctor`: tries what is set up, sends nothing, and exits with 1 when something is not well. */
export async function doctorCommand(
  config: Config,
  flags: { readonly json?: boolean },
): Promise<CommandResult> {
  // Loaded only now: the senders' libraries are slow to load.
  const { createSenders } = await import('../main/notice-module.ts');
  const senders = await createSenders(config.notices, config.http.publicUrl);
  const findings: Finding[] = [publicAddress(config), await asterisk(config)];
  for (const sender of senders) {
    const checked = await sender.check();
    findings.push({
      what: sender.medium,
      well: checked.ok,
      found: checked.ok ? describeFinding(checked.value, 'en') : checked.error,
    });
    sender.close();
  }
  const allWell = findings.every(({ well }) => well);
  if (flags.json) return allWell ? ok(asJson(findings)) : fail([asJson(findings).trimEnd()]);
  const lines = findings.map(({ what, well, found }) => `${well ? 'ok  ' : 'FAIL'} ${what}: ${found}`);
  return allWell ? ok(asText(lines)) : fail(lines);
}

async function asterisk({ ari }: Config): Promise<Finding> {
  const what = 'asterisk';
  const { password } = ari;
  if (password === null) return { what, well: true, found: 'VIGIE_ARI_PASSWORD is not set: not tried' };
  const { askAsterisk } = await import('../asterisk/ask-asterisk.ts');
  const asked = await askAsterisk({ ...ari, password });
  return { what, well: asked.ok, found: asked.ok ? asked.value : asked.error };
}

function publicAddress({ http }: Config): Finding {
  const found =
    http.publicUrl ??
    'VIGIE_PUBLIC_URL is not set: notices hold no links, and duty cannot be confirmed by one';
  return { what: 'public address', well: true, found };
}
