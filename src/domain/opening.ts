import type { Instant } from '../runtime/instant.ts';
import type { Hotline, OpeningBranch } from './hotline.ts';
import { type Changing, Inquiry, type Stretch } from './schedule/stretch.ts';
import { whenWindowHolds } from './schedule/when-window-holds.ts';

/**
 * The branch by which a call that comes in at `at` is treated: the first whose window holds; null when none does. With
 * the time around `at` for which that is so.
 */
export function openingAt(hotline: Hotline, at: Instant): Stretch<OpeningBranch | null> {
  const inquiry = new Inquiry(at);
  for (const { branch, window } of windowsOf(hotline)) {
    if (inquiry.ask(window)) return inquiry.conclude(branch);
  }
  return inquiry.conclude(null);
}

interface BranchWindow {
  readonly branch: OpeningBranch;
  readonly window: Changing<boolean>;
}

const known = new WeakMap<Hotline, readonly BranchWindow[]>();

/** Hotlines never change, so the windows of each are prepared once. */
function windowsOf(hotline: Hotline): readonly BranchWindow[] {
  const found = known.get(hotline);
  if (found) return found;
  const windows = hotline.branches.map((branch) => ({
    branch,
    window: whenWindowHolds(branch.window, hotline),
  }));
  known.set(hotline, windows);
  return windows;
}
