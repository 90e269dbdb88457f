import type { PdfDefinition, RenderPdf } from '../labour/pdf.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Result } from '../runtime/result.ts';
import { computeApart, type ThreadFailure, ThreadsBusy } from '../runtime/thread.ts';

const LIMITS = { seconds: 30, megabytes: 256 };

/** Lays out in a thread of its own: a page of a table takes longer than a call may be kept waiting. */
export function layOutApart(
  definition: PdfDefinition,
  clock: Clock,
): Promise<Result<Uint8Array, ThreadFailure>> {
  return computeApart({ url: import.meta.url, name: 'pdf-thread', data: definition, limits: LIMITS }, clock);
}

/** The same for whoever waits before a page: a document that is not laid out is an error, or `ThreadsBusy`. */
export function renderPdfApart(clock: Clock): RenderPdf {
  return async (definition) => {
    const done = await layOutApart(definition, clock);
    if (done.ok) return done.value;
    if (done.error.kind === 'busy') throw new ThreadsBusy('documents');
    throw done.error.kind === 'threw'
      ? done.error.error
      : new Error(`a document was not laid out: ${done.error.kind}`);
  };
}
