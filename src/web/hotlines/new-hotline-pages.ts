import { linesOf } from '../../domain/items/form-part.ts';
import { BLANK_TARGET, rawTarget, type TargetRow, typedTarget } from '../../domain/items/step-rows.ts';
import type { ItemEdit } from '../../planning/save-items.ts';
import { readOrder } from '../forms/rows.ts';
import { saveEdits } from '../forms/save-edits.ts';
import { NO_ERRORS, type ValidationErrors, validationErrorsOf } from '../forms/validation-errors.ts';
import type { MemberChangeContext, MemberContext, Reply } from '../request-context.ts';
import { freeId } from './hotline-pages.ts';
import { targetChoices } from './target-choices.ts';

interface NewHotline {
  readonly name: string;
  readonly language: string;
  readonly numbers: string;
  /** Id of an escalation; empty: a new one that begins with `target`. */
  readonly chain: string;
  readonly target: TargetRow;
}

export function newHotlinePage(context: MemberContext): Promise<Reply> {
  const { language } = context;
  return newHotlineForm(
    context,
    { name: '', language, numbers: '', chain: '', target: BLANK_TARGET },
    NO_ERRORS,
  );
}

/** Makes a hotline from nothing, with its escalation when it has none of its own yet: both or neither. */
export async function createHotline(context: MemberChangeContext): Promise<Reply> {
  const { fields } = context;
  const wanted: NewHotline = {
    name: fields.text('name'),
    language: fields.text('language'),
    numbers: fields.text('numbers'),
    chain: fields.text('chain'),
    target: typedTarget(
      fields.text('targetWho'),
      fields.text('targetAddress'),
      fields.text('targetName'),
      fields.text('targetConfirm'),
    ),
  };
  if (readOrder(fields.text('do')).kind === 'refresh') return newHotlineForm(context, wanted, NO_ERRORS);
  const id = await freeId(context, 'hotlines', wanted.name);
  const policyId = wanted.chain === '' ? await freeId(context, 'policies', wanted.name) : wanted.chain;
  const hotline: ItemEdit = { section: 'hotlines', id, raw: rawNew(wanted, policyId), basedOn: 'nothing' };
  const chain: readonly ItemEdit[] = wanted.chain === '' ? [newChain(wanted, policyId)] : [];
  const saved = await saveEdits(context, [hotline, ...chain]);
  if (saved.kind === 'saved') return { kind: 'see', path: `/hotlines/${id}`, done: 'created' };
  // The escalation's own validation errors are all about whom to ring: its name is the hotline's.
  const ofChain = saved.validationErrors('policies').list.filter(({ path }) => path !== 'name');
  const validationErrors = [
    ...saved.validationErrors('hotlines').list,
    ...ofChain.map(({ message }) => ({ path: 'whom', message })),
  ];
  return newHotlineForm(context, wanted, validationErrorsOf(validationErrors));
}

function rawNew({ name, language, numbers }: NewHotline, policy: string): Readonly<Record<string, unknown>> {
  return { name, language, numbers: linesOf(numbers), policy };
}

function newChain({ name, target }: NewHotline, id: string): ItemEdit {
  const ring = target.who === '' ? [] : [rawTarget(target)];
  return {
    section: 'policies',
    id,
    raw: { name, steps: [{ ring }] },
    basedOn: 'nothing',
  };
}

async function newHotlineForm(
  context: MemberContext,
  values: NewHotline,
  validationErrors: ValidationErrors,
): Promise<Reply> {
  return {
    kind: 'page',
    view: 'hotlines/new',
    title: context.t.hotlines.newHotline,
    status: validationErrors.count > 0 ? 422 : 200,
    data: {
      values,
      validationErrors,
      policies: [...(await context.dependencies.reader.policies()).values()],
      choices: await targetChoices(context),
    },
  };
}
