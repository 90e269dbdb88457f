import { z } from 'zod';
import type { JudgedFinding } from '../../domain/labour/finding.ts';
import { LABOUR_RULES } from '../../domain/labour/limits.ts';
import { scopeOf } from '../../domain/permissions.ts';
import { isTimeZone } from '../../domain/schedule/wall-clock.ts';
import type { Warnings } from '../../planning/configuration.ts';
import { formatOf } from '../format.ts';
import { findingInWords } from '../labour/finding-words.ts';
import type { RequestContext } from '../request-context.ts';

/** More would not fit an address, nor a reader: the checks’ own page has them all. */
const MOST = 6;
const LONGEST = 3000;

const FINDING = z.object({
  rule: z.enum(LABOUR_RULES),
  personId: z.string().max(100),
  startAt: z.number(),
  endAt: z.number(),
  amount: z.number(),
  limit: z.number(),
  degree: z.enum(['broken', 'near']),
  source: z.string().max(60),
  timeZone: z.string().refine(isTimeZone),
});
const FINDINGS = z.object({ found: z.array(FINDING).max(MOST), more: z.number().int().min(0) });

/** What a change broke, as the page after it says. */
export interface Warned {
  readonly findings: readonly ReturnType<typeof findingInWords>[];
  readonly more: number;
  /** Where all of them are; null: not for this reader. */
  readonly all: string | null;
  /** Where the reason of late notice is given; null: none is asked for, or not of this reader. */
  readonly reason: string | null;
}

/** In the address of the page that follows a change: what it breaks. */
export function warnedParam(warnings: Warnings): string {
  if (warnings.length === 0) return '';
  const found = warnings.slice(0, MOST).map(({ isBlocking: _, ...one }) => one);
  const text = JSON.stringify({ found, more: warnings.length - found.length });
  return `warned=${Buffer.from(text).toString('base64url')}`;
}

/** What the address of this page says that the change before it breaks. Null: nothing. */
export async function warnedOf(context: RequestContext): Promise<Warned | null> {
  const { request, dependencies, me, t } = context;
  const said = request.query.warned;
  if (me === null || typeof said !== 'string') return null;
  const read = readFindings(said);
  if (read === null || read.found.length === 0) return null;
  const people = await dependencies.reader.people();
  const f = formatOf(context);
  const mayExplain = scopeOf('interventions.validate', me.person.role) !== 'none';
  return {
    findings: read.found.map((one) =>
      findingInWords(one, people.get(one.personId)?.name ?? one.personId, f, t),
    ),
    more: read.more,
    all: mayExplain ? '/labour/checks' : null,
    reason:
      mayExplain && read.found.some(({ rule }) => rule === 'short-notice') ? '/labour/notice#late' : null,
  };
}

function readFindings(text: string): { found: readonly JudgedFinding[]; more: number } | null {
  try {
    const json: unknown = JSON.parse(Buffer.from(text.slice(0, LONGEST), 'base64url').toString('utf8'));
    const { found, more } = FINDINGS.parse(json);
    // It has been done: nothing forbade it.
    return { found: found.map((one) => ({ ...one, isBlocking: false })), more };
  } catch {
    return null;
  }
}
