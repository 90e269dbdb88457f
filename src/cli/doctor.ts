import { type Config, type Environment, loadConfig } from '../config.ts';
import { type Finding, fault, found, isWarning } from '../domain/installation/fault.ts';
import type { Language } from '../domain/person.ts';
import { examineNode } from '../main/examine-node.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Result } from '../runtime/result.ts';
import type { ReadFile } from '../setting-files.ts';
import { alarmDetailInWords } from '../words/alarm-detail-words.ts';
import { faultInWords } from '../words/fault-words.ts';
import { callThrough } from './call-through.ts';
import { asJson, asText } from './command.ts';

export interface DoctorFlags {
  readonly json?: boolean;
  readonly language?: Language;
  /** Of a hotline: the test call of the whole chain instead. */
  readonly call?: string;
}

const ANSWER_MS = 2_000;

/** What a run left: text for standard output, and the exit code. */
export interface DoctorResult {
  readonly out: string;
  /** 0: well, perhaps with warnings; 1: something is wrong. A command that cannot be understood exits with 2. */
  readonly code: 0 | 1;
}

/**
 * `vigie doctor`: looks at the whole installation, sends nothing. Mistakes of the configuration are findings like the
 * others, so that it answers whatever is wrong; JSON always parses.
 */
export async function doctorCommand(
  env: Result<Environment, readonly string[]>,
  readFile: ReadFile,
  { json = false, language = 'en', call }: DoctorFlags,
  options: { readonly clock: Clock; readonly node: string },
): Promise<DoctorResult> {
  const config = env.ok ? loadConfig(env.value, readFile) : env;
  const findings = config.ok
    ? await lookAt(config.value, call, options)
    : [
        found(
          'configuration',
          config.error.map((mistake) => fault('configuration', mistake)),
        ),
        examineNode(options.node),
      ];
  const code = findings.every(({ faults }) => faults.every(isWarning)) ? 0 : 1;
  const lines = findings.flatMap((finding) => inWords(finding, language));
  return { out: json ? asJson(findings.map((finding) => asData(finding, language))) : asText(lines), code };
}

async function lookAt(
  config: Config,
  call: string | undefined,
  options: { readonly clock: Clock; readonly node: string },
): Promise<readonly Finding[]> {
  if (call !== undefined) return callThrough(config, call, options.clock);
  // Loaded only now: the senders' libraries are slow to load.
  const { examineInstallation } = await import('../main/examine.ts');
  return examineInstallation(config, { ...options, isOurs: () => isServing(config) });
}

/** Whether the service of this installation answers; another one's proof of life is then none of ours. */
async function isServing({ http }: Config): Promise<boolean> {
  if (http.port === 0) return false;
  const host = http.host.includes(':') ? `[${http.host}]` : http.host;
  try {
    await fetch(`http://${host}:${http.port}/health`, { signal: AbortSignal.timeout(ANSWER_MS) });
    return true;
  } catch {
    return false;
  }
}

function inWords(finding: Finding, language: Language): readonly string[] {
  const { check, verdict, seen, faults } = finding;
  if (verdict === 'well') return [`ok    ${check}${seen === '' ? '' : `: ${seen}`}`];
  if (verdict === 'unknown') return [`-     ${check}: could not be told this time`];
  if (verdict === 'skipped') return [`-     ${check}: cannot be looked at before the rest is mended`];
  return faults.flatMap((one) => {
    const { title, cure } = faultInWords(one, language);
    const said = one.detail === null ? '' : ` (${alarmDetailInWords(one.detail, language)})`;
    return [`${isWarning(one) ? 'warn ' : 'FAIL '} ${check}, ${one.code}: ${title}${said}`, `      ${cure}`];
  });
}

function asData({ check, verdict, seen, faults }: Finding, language: Language) {
  return {
    check,
    verdict,
    seen,
    faults: faults.map((one) => ({
      ...one,
      detail: one.detail === null ? '' : alarmDetailInWords(one.detail, language),
      warning: isWarning(one),
      ...faultInWords(one, language),
    })),
  };
}
