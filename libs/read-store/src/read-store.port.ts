import type { Kysely } from 'kysely';
import type { Key, Row, Table, Value } from './table.port.js';

/** How far pages were copied: position of the last event in them, and its hash. Position 0 and no bytes: nothing yet. */
export interface PageMark {
  readonly position: bigint;
  readonly hash: Uint8Array;
}

/** What one batch of events changes in one table. */
export interface TableChanges {
  /** Rows as they stand now; for `sums`, what is to be added. */
  readonly puts: readonly Row[];
  readonly drops: readonly Key[];
}
export type PageChanges = ReadonlyMap<Table, TableChanges>;

/** An entry of a search index, and the words it should be found by; `undefined`: by none. */
export interface SoughtWords {
  readonly key: Key;
  readonly row: Row | undefined;
}

/**
 * The writing side of one set of pages. One projector writes at a time.
 * Errors: `PagesMovedOn` from `commit` (somebody else wrote, or these pages were replaced: nothing was written),
 * `PagesFull` (no space: nothing was written), `RowRefused` (a row is not as its table has it: nothing was written).
 */
export interface PageWriter {
  readonly mark: PageMark;
  /** Rows by key, in the order asked; `undefined` where there is none. */
  load(table: Table, keys: readonly Key[]): Promise<readonly (Row | undefined)[]>;
  /** All rows that hold this value in an indexed column. */
  loadWhere(table: Table, column: string, value: Value): Promise<readonly Row[]>;
  /**
   * Whether each of these entries of a `words` table is found by just these words, in the order asked. A store that keeps no
   * texts beside its index tells it by how many words there are and, of some entries, by those a text begins and ends with.
   */
  holdsWords(table: Table, entries: readonly SoughtWords[]): Promise<readonly boolean[]>;
  /** Changes and mark, in one transaction. */
  commit(changes: PageChanges, mark: PageMark): Promise<void>;
  close(): Promise<void>;
}

/** One difference between two copies of a table. */
export interface PageDifference {
  readonly table: string;
  readonly key: Key;
  readonly live: Row | undefined;
  readonly rebuilt: Row | undefined;
}
/** What a comparison found, over all tables. */
export interface PageComparison {
  readonly rows: number;
  readonly differences: number;
  /** The first differences, at most 20. */
  readonly samples: readonly PageDifference[];
  /** The event both copies reached. */
  readonly position: bigint;
}

/** How pages take the place of the live ones. */
export interface Publishing {
  /** Also while the live pages are further than these: they were copied from a longer log. */
  readonly evenBehind?: boolean;
  /** `false`: the live pages are removed, with every former copy of this code or older, instead of staying as former pages. */
  readonly keepsFormer?: boolean;
}

/** Pages that may take the place of the live ones. */
export interface PageSuccessor extends PageWriter {
  /**
   * Makes these the live pages, durably and all at once. Those that were live stay as former pages, as they stand, in the
   * place of any there were, unless nothing was copied into them yet. `false`, and nothing happens, while the live pages are further than these, unless
   * `evenBehind`: copy on, try again. Errors: `PagesMovedOn` where somebody took these off the shelf meanwhile.
   */
  publish(publishing?: Publishing): Promise<boolean>;
  /** Throws them away. */
  discard(): Promise<void>;
}

/** Pages being built beside the live ones. */
export interface PageBuild extends PageSuccessor {
  /** An earlier build was interrupted here, and is continued. */
  readonly resumed: boolean;
  /**
   * Row by row, every table. Reads both copies; nothing is changed. `undefined` while the live pages stand at another
   * event: copy on, or wait for them, and ask again.
   */
  compare(): Promise<PageComparison | undefined>;
}

/** `live`: the copy that is asked. `building`: one that is built beside it. `former`: one that was live before it. */
export type PageRole = 'live' | 'building' | 'former';

/** A copy of the pages. */
export interface PageCopy {
  readonly role: PageRole;
  /** Of the code that made it. */
  readonly version: number;
  /** Whether this code did, or code with the same version and tables. */
  readonly isOurs: boolean;
  /** How far it was copied. */
  readonly mark: PageMark;
  /** Since when it has its role, an instant; absent of copies that are older than this note. */
  readonly since?: string;
  /** Space it takes. */
  readonly bytes: number;
}

/** An answer and the position it is valid at: both from one snapshot. */
export interface Answer<Result> {
  readonly position: bigint;
  readonly result: Result;
}

/**
 * Where pages lie and questions are answered. `Tables` types the questions: table name to row.
 * Errors, where they lie in a database: `PagesUnavailable`.
 */
export interface ReadStore<Tables> {
  /** The live pages, for the projector. Made empty where there are none of this version. */
  live(): Promise<PageWriter>;
  /** Pages beside the live ones, from the first event on, or from where an interrupted build stopped. */
  build(): Promise<PageBuild>;
  /** The pages of this code that were live before: nobody writes to them until they are to be live again. */
  former(): Promise<PageSuccessor | undefined>;
  /** Removes former pages, whatever code made them. */
  forgetFormer(): Promise<void>;
  /** Every copy there is, in the order they were begun. */
  copies(): Promise<readonly PageCopy[]>;
  /** Throws live and former pages away and begins empty ones: for pages that are of another history than the log. */
  startAnew(): Promise<void>;
  /** Asks the live pages; every statement of one question sees the same snapshot. */
  ask<Result>(question: (pages: Kysely<Tables>) => Promise<Result>): Promise<Answer<Result>>;
  /** How far the live pages are. */
  position(): Promise<bigint>;
  /** Resolves when the live pages hold the event at `position`. Errors: `PositionNotReached` when the signal aborts first. */
  waitFor(position: bigint, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
