/** A page of statistics with its filter, under the name that somebody gave it. */
export interface SavedView {
  readonly name: string;
  /** Path and query: the same page for whoever is given it. */
  readonly address: string;
}

export const LONGEST_VIEW_NAME = 60;
/** More than this are no list. */
export const MOST_VIEWS = 50;

/** Everybody's own views. */
export interface SavedViews {
  /** By name. */
  of(personId: string): Promise<readonly SavedView[]>;
  /** One of the same name is replaced. */
  save(personId: string, view: SavedView): Promise<void>;
  remove(personId: string, name: string): Promise<void>;
}
