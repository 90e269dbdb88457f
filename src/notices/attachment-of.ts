import type { Language } from '../domain/person.ts';
import type { Period } from '../domain/statistics/periods.ts';
import type { Notice } from './outbox.ts';
import type { Attachment } from './sender.ts';

/** What goes with a notice, fetched when it leaves. Null: nothing, or not any more; `later`: it cannot be made now. */
export type AttachmentOf = (notice: Notice) => Promise<Attachment | null | 'later'>;

export interface AttachmentSources {
  /** Null: the message is erased. */
  readonly recordings: { audio(recording: string): Promise<Buffer | null> };
  readonly report: MonthReport;
  /** The PDF of somebody's last closed statement of a month. Null: there is none. */
  readonly statement: (personId: string, month: Period) => Promise<Buffer | null>;
}

/** The report of a hotline's month as PDF. Null: the hotline is gone. */
export type MonthReport = (
  hotlineId: string,
  month: Period,
  language: Language,
) => Promise<Buffer | null | 'later'>;

export function createAttachmentOf({ recordings, report, statement }: AttachmentSources): AttachmentOf {
  return async ({ kind, personId, recording, reportMonth, hotlineId, language }) => {
    if (recording !== null) {
      const content = await recordings.audio(recording);
      return content && { fileName: 'message.wav', mediaType: 'audio/wav', content };
    }
    if (kind === 'statement-closed' && reportMonth !== null) {
      const content = await statement(personId, reportMonth);
      return content && { fileName: `${reportMonth}.pdf`, mediaType: 'application/pdf', content };
    }
    if (reportMonth === null || hotlineId === null) return null;
    const content = await report(hotlineId, reportMonth, language);
    if (content === null || content === 'later') return content;
    return { fileName: `${hotlineId}-${reportMonth}.pdf`, mediaType: 'application/pdf', content };
  };
}
