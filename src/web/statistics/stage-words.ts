import type { Messages } from '../messages/messages.ts';

/** Where a caller left, in words. */
export function stageWords(t: Messages, stage: string): string {
  const step = /^step-(\d+)$/.exec(stage);
  if (step) return t.statistics.atStep(Number(step[1]) + 1);
  const { stages } = t.statistics;
  return stage in stages ? stages[stage as keyof typeof stages] : stage;
}
