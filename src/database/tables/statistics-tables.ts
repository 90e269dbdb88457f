/** Rows that statistics are shown from; all of them can be counted anew from the calls that are still there. */
export interface StatisticsTables {
  counted_calls: CountedCallRow;
  /** What a trunk did for a call, each once: `tried`, `rang`, `answered`, `failed.s503`. */
  counted_trunks: { call_id: string; trunk: string; what: string };
  call_sums: CallSumsRow;
  saved_views: { person_id: string; name: string; address: string };
  /** `2026-10`: the last month whose report was told of, or that nobody was to be told of. */
  month_reports: { hotline_id: string; through: string };
  counting_progress: { hotline_id: string; time_zone: string; next_day: string };
}

export interface CallSumsRow {
  period: string;
  /** Empty: all hotlines together. */
  hotline_id: string;
  /** Of the calls that rang somebody on duty on it; empty: of all. */
  schedule_id: string;
  /** How many were counted. */
  calls: number;
  /** Of these offered; taken. Beside the sums, which are long. */
  offered: number;
  taken: number;
  /** JSON of what is told of calls. */
  sums: string;
  /** JSON of what is told of people. The last column: SQLite reads a row no further than it is asked for. */
  people: string;
}

/** What a call counts as, by which a figure leads to its calls. */
export interface CountedCallRow {
  call_id: string;
  hotline_id: string;
  started_at: number;
  /** On the hotline's clocks. */
  day: string;
  kind: string;
  taken_seconds: number | null;
  taken_step: number | null;
  taken_round: number | null;
  left_at: string | null;
  again_seconds: number | null;
  handled: number;
  hour_of_week: string;
}
