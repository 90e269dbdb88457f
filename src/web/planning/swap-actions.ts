import type { SwapAction } from '../../domain/swap/swap.ts';
import { actOnSwap } from '../../planning/swaps/act-on-swap.ts';
import { type MemberChange, notFound, param, type Reply } from '../visit.ts';
import { answerChange } from './take-edit.ts';

/** A supervisor approves, refuses or undoes a swap of the schedule in the address. */
export async function decideSwap(visit: MemberChange): Promise<Reply> {
  const { needs, fields, actor, author } = visit;
  const id = param(visit, 'swap');
  if (!/^\d{1,9}$/.test(id)) return notFound();
  const swap = await needs.planning.read(({ swaps }) => swaps.swap(Number(id)));
  if (swap?.scheduleId !== param(visit, 'schedule')) return notFound();
  const kind = (['approve', 'refuse', 'undo'] as const).find((word) => word === fields.text('do'));
  if (kind === undefined) return notFound();
  const action: SwapAction = { kind, by: actor.personId };
  return answerChange(visit, await actOnSwap(needs.planning, swap.id, action, author), 'answered');
}
