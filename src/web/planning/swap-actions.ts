import type { SwapAction } from '../../domain/swap/swap.ts';
import { actOnSwap } from '../../planning/swaps/act-on-swap.ts';
import { type MemberChangeContext, notFound, param, type Reply } from '../request-context.ts';
import { answerChange } from './take-edit.ts';

/** A supervisor approves, refuses or undoes a swap of the schedule in the address. */
export async function decideSwap(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, actor, author } = context;
  const id = param(context, 'swap');
  if (!/^\d{1,9}$/.test(id)) return notFound();
  const swap = await dependencies.planning.read(({ swaps }) => swaps.swap(Number(id)));
  if (swap?.scheduleId !== param(context, 'schedule')) return notFound();
  const kind = (['approve', 'refuse', 'undo'] as const).find((word) => word === fields.text('do'));
  if (kind === undefined) return notFound();
  const action: SwapAction = { kind, by: actor.personId };
  return answerChange(context, await actOnSwap(dependencies.planning, swap.id, action, author), 'answered');
}
