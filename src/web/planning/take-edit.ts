import type { Author, RecordedChange, Version, Warnings } from '../../planning/configuration.ts';
import type { PlanningViolation, ScheduleEdit } from '../../planning/edit-schedule.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { Result } from '../../runtime/result.ts';
import { basedOnOf } from '../forms/save-edits.ts';
import { type Done, type MemberContext, notFound, param, type Reply } from '../request-context.ts';
import { ruleInWords } from './rule-words.ts';

/** What a change of a planning may be answered with, whatever was to be changed. */
export type ChangeRefusal =
  | { readonly kind: 'no-such-schedule' }
  | { readonly kind: 'no-such-draft' }
  | { readonly kind: 'invalid'; readonly violations: readonly PlanningViolation[] }
  | {
      readonly kind: 'moved' | 'draft-moved';
      readonly changes: readonly RecordedChange[];
      readonly version: Version;
    };

/** The schedule in the address, as the form had it before it; without `opened` as it is by now. */
export function scheduleEdit(context: MemberContext): ScheduleEdit {
  const opened = context.fields.text('opened');
  return {
    scheduleId: param(context, 'schedule'),
    basedOn: opened === '' ? null : versionOf(opened),
    author: context.author,
    reason: context.fields.text('reason').slice(0, 500) || null,
  };
}

export function versionOf(opened: string): Version | null {
  const basedOn = basedOnOf(opened);
  return basedOn === 'nothing' ? null : basedOn;
}

/** Back to the page that the form stood on, or to a page that says why nothing was changed, with all that was sent. */
export async function answerChange<Value>(
  context: MemberContext,
  outcome: Result<Value, ChangeRefusal>,
  done: Done,
  /** What the page there is told as well, as in a query. */
  more: (value: Value) => string = () => '',
): Promise<Reply> {
  const back = backPath(context);
  if (outcome.ok) {
    const path = withQuery(back, more(outcome.value));
    return { kind: 'see', path, done, warnings: warningsOf(outcome.value) };
  }
  const refusal = outcome.error;
  if (refusal.kind === 'no-such-schedule' || refusal.kind === 'no-such-draft') return notFound();
  const people = await context.dependencies.reader.people();
  const nameOf = (id: string) => people.get(id)?.name ?? id;
  const moved = refusal.kind === 'invalid' ? null : refusal;
  return {
    kind: 'page',
    view: 'planning/not-changed',
    title: moved ? context.t.shell.conflict.title : context.t.planning.notChanged,
    status: moved ? 409 : 422,
    data: {
      back,
      // The field names, not their texts, come from our forms; the texts are shown and sent again as they are.
      sent: sentAgain(context),
      opened: moved ? String(moved.version) : '',
      moved: moved !== null,
      by: (moved?.changes ?? []).map(({ author, before, after }) => whoAndWhat(author, before, after)),
      why:
        refusal.kind === 'invalid'
          ? refusal.violations.map((one) => ruleInWords(one, nameOf, context.language))
          : [],
    },
  };
}

/** A change of the planning says what it breaks, whichever it was. */
function warningsOf(value: unknown): Warnings {
  const isChange = typeof value === 'object' && value !== null && 'warnings' in value;
  return isChange ? (value.warnings as Warnings) : [];
}

function whoAndWhat(author: Author, before: object | null, after: object | null) {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return { actor: author.actor, at: author.at as Instant, fields };
}

/** Everything but what belongs to the request context. */
function sentAgain({ request }: MemberContext): readonly (readonly [string, string])[] {
  const body = (request.body ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(body)
    .filter(([name]) => name !== 'csrf' && name !== 'opened')
    .flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)] as const));
}

function withQuery(path: string, query: string): string {
  return query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`;
}

/** Where the form stood: a page of ours, said in the field `back`. */
export function backPath(context: MemberContext): string {
  const back = context.fields.text('back');
  const schedule = context.request.params.schedule;
  return /^\/(planning|now|my|people)([/?][\w/?=&%:.-]*)?$/.test(back)
    ? back
    : typeof schedule === 'string'
      ? `/planning/${schedule}`
      : '/my';
}
