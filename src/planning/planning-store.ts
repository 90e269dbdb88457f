import type { Author, ConfigurationDraft, ConfigurationView, Version } from './configuration.ts';
import type { DraftStore, PublicationLog } from './drafts/draft.ts';
import type { SwapStore } from './swaps/swap-store.ts';

/** All of the planning inside one transaction. */
export interface PlanningTransaction {
  readonly configuration: ConfigurationDraft;
  readonly drafts: DraftStore;
  readonly publications: PublicationLog;
  readonly swaps: SwapStore;
}

/** The same, to look at. */
export interface PlanningView {
  readonly configuration: ConfigurationView;
  readonly drafts: Omit<DraftStore, 'add' | 'write' | 'remove'>;
  readonly publications: Omit<PublicationLog, 'add'>;
  readonly swaps: Omit<SwapStore, 'add' | 'write'>;
}

/** Where the planning is looked at: waits for nobody who writes, and nobody who writes for it. */
export interface PlanningReader {
  /** All that `work` reads is of one moment. */
  read<T>(work: (planning: PlanningView) => Promise<T>): Promise<T>;
}

/** Where the planning is kept. */
export interface PlanningStore {
  /** Runs `work` in one transaction: a throw undoes everything. */
  edit<T>(work: (planning: PlanningTransaction) => Promise<T>): Promise<T>;
}

/** Who changes a numbered thing, and which state of it they had before them. */
export interface NumberedEdit {
  readonly id: number;
  /** Null: whatever it is by now. */
  readonly basedOn: Version | null;
  readonly author: Author;
}
