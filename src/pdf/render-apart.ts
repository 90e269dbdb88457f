import type { RenderPdf } from '../labour/pdf.ts';
import type { Clock } from '../runtime/clock.ts';
import { computeApart } from '../runtime/thread.ts';

const LIMITS = { seconds: 30, megabytes: 256 };

/** Lays out in a thread of its own: a page of a table takes longer than a call may be kept waiting. */
export function renderPdfApart(clock: Clock): RenderPdf {
  return async (definition) => {
    const work = { url: import.meta.url, name: 'pdf-thread', data: definition, limits: LIMITS };
    const done = await computeApart<Uint8Array>(work, clock);
    if (done.ok) return done.value;
    throw done.error.kind === 'threw'
      ? done.error.error
      : new Error(`a document was not laid out: ${done.error.kind}`);
  };
}
