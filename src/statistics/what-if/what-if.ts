import type { Result } from '../../runtime/result.ts';
import type { Replay, ReplayQuestion } from './replay.ts';

/** `gone`: there is no such hotline or policy. `busy`: others are being worked on. `too-long`: fewer days would do. */
export type WhatIfFailure = 'gone' | 'busy' | 'too-long' | 'failed';

/** Replays a period, away from whoever takes calls. */
export type WhatIf = (question: ReplayQuestion) => Promise<Result<Replay, WhatIfFailure>>;
