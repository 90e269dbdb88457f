import { isWarning } from '../../domain/installation/fault.ts';
import { faultInWords } from '../../words/fault-words.ts';
import type { MemberChangeContext, MemberContext, Reply, RequestContext } from '../request-context.ts';

/** What the doctor found, in the reader's language, for the settings page. */
export function installationShown({ dependencies, language, now }: MemberContext) {
  const latest = dependencies.installation.latest();
  if (latest === null) return null;
  const faults = latest.findings
    .flatMap((finding) => finding.faults)
    .map((fault) => ({
      ...faultInWords(fault, language),
      detail: fault.detail,
      tone: isWarning(fault) ? 'soft' : 'bad',
    }));
  return { age: now - latest.at, faults };
}

/** Of what is out of order, the titles: for the first page. */
export function faultTitles({ dependencies, language }: RequestContext): readonly string[] {
  const findings = dependencies.installation.latest()?.findings ?? [];
  return findings
    .flatMap(({ faults }) => faults)
    .filter((fault) => !isWarning(fault) && fault.code !== 'trunk-down' && fault.code !== 'disk-filling')
    .map((fault) => faultInWords(fault, language).title);
}

/** Has the doctor look at once. */
export async function examineNow({ dependencies }: MemberChangeContext): Promise<Reply> {
  await dependencies.installation.examine();
  return { kind: 'see', path: '/settings#installation' };
}
