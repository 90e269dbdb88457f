import type { NoticeKind } from '../../domain/notice/notice-kinds.ts';
import type { KindTexts } from './kind-texts.ts';
import { CALL_TEXTS } from './texts-calls.ts';
import { DUTY_TEXTS } from './texts-duty.ts';
import { PLANNING_TEXTS } from './texts-planning.ts';
import { REST_TEXTS } from './texts-rest.ts';
import { TROUBLE_TEXTS } from './texts-trouble.ts';

/** THE texts of notices, and what pages call each kind, in both languages. */
export const TEXTS: Readonly<Record<NoticeKind, KindTexts>> = {
  ...CALL_TEXTS,
  ...DUTY_TEXTS,
  ...PLANNING_TEXTS,
  ...REST_TEXTS,
  ...TROUBLE_TEXTS,
};
