import type { Generated } from 'kysely';

/** Rows of interventions, of rules of duty and of statements. */
export interface LabourTables {
  intervention_entries: InterventionEntryRow;
  interventions: {
    id: string;
    person_id: string;
    state: string;
    start_at: number;
    end_at: number | null;
    /** An Intervention as JSON. */
    document: string;
  };
  intervention_work: { kind: string; ref: string; part: number; intervention_id: string };
  /** TeamRules as JSON; empty `team_id`: of everybody. */
  labour_rules: { team_id: string; document: string };
  /** PersonLabour as JSON. */
  late_changes: LateChangeRow;
  labour_people: { person_id: string; document: string };
  statements: StatementRow;
}

export interface InterventionEntryRow {
  seq: number;
  at: number;
  by_id: string | null;
  intervention_id: string;
  person_id: string;
  kind: string;
  /** The event as JSON; null: erased. */
  body: string | null;
  salt: string | null;
  body_hash: string;
  hash: string;
}

/** Duty given late, and not by a publication. */
export interface LateChangeRow {
  id: Generated<number>;
  schedule_id: string;
  person_id: string;
  start_at: number;
  end_at: number;
  made_at: number;
  made_by: string;
  reason: string | null;
  /** When its person said that they know; null: not yet. */
  acknowledged_at: number | null;
}

export interface StatementRow {
  id: Generated<number>;
  person_id: string;
  month: string;
  number: number;
  closed_at: number;
  closed_by: string | null;
  document: string;
  hash: string;
  record_seq: number;
  record_hash: string;
  pdf: Buffer | null;
  pdf_hash: string | null;
}
