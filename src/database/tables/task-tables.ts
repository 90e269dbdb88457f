import type { Generated } from 'kysely';

/** Rows of calls that still need a human, and of the log book. */
export interface TaskTables {
  tasks: TaskRow;
  task_calls: { task_id: number; call_id: string };
  task_entries: {
    task_id: number;
    position: number;
    at: number;
    kind: string;
    by_id: string | null;
    text: string | null;
  };
  log_entries: {
    id: Generated<number>;
    at: number;
    hotline_id: string;
    /** Null: written by Vigie. */
    author_id: string | null;
    text: string;
    /** `text` in small letters. */
    searched: string;
    call_id: string | null;
  };
}

export interface TaskRow {
  id: Generated<number>;
  hotline_id: string;
  caller_number: string | null;
  caller_name: string | null;
  kind: string;
  state: string;
  opened_at: number;
  owner_id: string | null;
  taken_by: string | null;
  taken_at: number | null;
  done_by: string | null;
  done_at: number | null;
  reason: string | null;
  level: number;
  overdue_at: number | null;
}
