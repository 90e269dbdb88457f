/** In milliseconds; in the server, from a request that it has read to the end of its answer, unless said otherwise. */
export interface PageFigures {
  readonly page: string;
  /** Half of the answers to one user, who comes back at once. */
  readonly alone: number;
  /** Processor time of the server's thread for one of them; null where it cannot be told (not Linux). */
  readonly processor: number | null;
  /** The longest that half of these answers held the event loop at a stretch. */
  readonly heldMs: number;
  /** With users who read. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  /** As those users saw it: waiting for the server's thread included. */
  readonly seenP95Ms: number;
  /** As seen by as many users who never read: each asks for the next page as soon as they have the last. */
  readonly saturatedP95Ms: number;
}

export interface WebReport {
  readonly machine: { readonly processors: number; readonly model: string; readonly node: string };
  /** Seconds for filling and counting; 0: it was there. */
  readonly data: { readonly calls: number; readonly fillSeconds: number };
  readonly users: number;
  /** How long a user reads a page, on average. */
  readonly readMs: number;
  readonly pages: readonly PageFigures[];
  /** Of all pages, as users who read saw it. */
  readonly overallP95Ms: number;
  readonly saturated: { readonly pagesPerSecond: number; readonly p95Ms: number };
  /** What one call event costs the call's own path, without and with watchers. */
  readonly live: {
    readonly watchers: number;
    readonly withoutMicroseconds: number;
    readonly withMicroseconds: number;
  };
  readonly limitMs: number;
  readonly withinLimits: boolean;
}

export function describeReport(report: WebReport): string {
  const { machine, data, pages, users, readMs, overallP95Ms, saturated, live, limitMs } = report;
  const ms = (value: number | null) => (value === null ? '–' : value.toFixed(1)).padStart(9);
  return [
    `${machine.processors} × ${machine.model}, Node ${machine.node}`,
    `${data.calls} calls in five years (filled and counted in ${data.fillSeconds} s)`,
    `milliseconds in the server, and as users saw it; one user; ${users} users who read each page for ${readMs} ms on average; ${users} who never read`,
    '',
    `${'page'.padEnd(38)}    alone      CPU     held      p50      p95      max seen p95  never reading, seen p95`,
    ...pages.map(
      ({ page, alone, processor, heldMs, p50Ms, p95Ms, maxMs, seenP95Ms, saturatedP95Ms }) =>
        `${page.padEnd(38)}${[alone, processor, heldMs, p50Ms, p95Ms, maxMs, seenP95Ms, saturatedP95Ms].map(ms).join('')}${p95Ms > limitMs ? `  over ${limitMs}` : ''}`,
    ),
    '',
    `all pages, as seen: p95 ${overallP95Ms.toFixed(1)} ms with users who read; never reading ${saturated.pagesPerSecond.toFixed(0)} pages a second, p95 ${saturated.p95Ms.toFixed(1)} ms`,
    `an event of a call costs its own path ${live.withoutMicroseconds} µs with nobody watching, ${live.withMicroseconds} µs with ${live.watchers} watchers`,
    '',
  ].join('\n');
}
