import type { Instant } from '#domain';

/** A line of a long work's story: how far it is, or what came of it. */
export type ProgressLine =
  { readonly done: string; readonly total: string } | { readonly result: Readonly<Record<string, unknown>> };

/** The sets of pages there are: those agents work with, and those figures are counted from. */
export const pageSets = ['desk', 'kpis'] as const;
export type PageSetName = (typeof pageSets)[number];

/** What a rebuild is asked for. */
export interface RebuildChoices {
  /** Count differences between the new pages and the live ones before they take their place. */
  readonly compare: boolean;
  /** Hold the new pages against a second fold of the log: where they differ the live ones stay. */
  readonly check: boolean;
  /** `false`: the live pages stay, and what was built is thrown away. */
  readonly publish: boolean;
  /** One set of pages; all of them where it is left out. */
  readonly only?: PageSetName | undefined;
}

/** A copy of a set of pages: the one that is asked, one that is built beside it, or the one that was asked before. */
export interface PageCopy {
  readonly role: 'live' | 'building' | 'former';
  /** Of the code that made it. */
  readonly version: number;
  /** Whether this code did, or code with the same version and tables. */
  readonly isOurs: boolean;
  /** How far it was copied. */
  readonly position: bigint;
  /** Positions of the log that are still to be copied into it, and how much of the log is, in whole per cent. */
  readonly lag: number;
  readonly percent: number;
  /** Since when it has its role; absent of copies older than this note. */
  readonly since?: Instant;
  readonly bytes: number;
}

/** Every copy there is of a set of pages. */
export interface PageSetCopies {
  readonly name: PageSetName;
  /** Whether a former copy is there that this code can go back to. */
  readonly canRollBack: boolean;
  readonly copies: readonly PageCopy[];
}

/** Which pages serve, and which are built beside them. */
export interface RebuildStatus {
  /** Whether this server is at work on a rebuild now. */
  readonly isUnderWay: boolean;
  readonly sets: readonly PageSetCopies[];
}

/** A customer in the erasure register. */
export interface Erased {
  readonly customerId: string;
  readonly askedAt: Instant;
  /** Absent until nothing of it is left anywhere. */
  readonly doneAt?: Instant;
}

/**
 * The long works an operator asks for. The signal, or leaving the story early, stops the work after the step at hand; the
 * story is over only when the work is.
 */
export interface OperationsPort {
  rebuild(choices: RebuildChoices, signal: AbortSignal): AsyncIterable<ProgressLine>;
  /** Makes the pages that were live before live again, caught up: of one set, or of all that have some. */
  rollBack(only: PageSetName | undefined, signal: AbortSignal): AsyncIterable<ProgressLine>;
  /** Removes the pages that were live before. */
  forgetFormer(): Promise<RebuildStatus>;
  rebuildStatus(): Promise<RebuildStatus>;
  /** Ends a rebuild that is under way, and throws away what was built; the live pages stay as they are. */
  abortRebuild(): Promise<RebuildStatus>;
  /** Pages of their own beside the live ones, up to what was recorded at an instant; all of it where there is none. */
  scratch(until: Instant | undefined, signal: AbortSignal): AsyncIterable<ProgressLine>;
  verify(signal: AbortSignal): AsyncIterable<ProgressLine>;
  backup(folder: string, signal: AbortSignal): AsyncIterable<ProgressLine>;
  /** Customers are erased from everything the desk keeps; with all files of the same person unless `onlyFiles`. */
  erase(customerIds: readonly string[], onlyFiles: boolean, signal: AbortSignal): AsyncIterable<ProgressLine>;
  /** Who was erased, and when. */
  erased(): Promise<readonly Erased[]>;
}

/** One lane of the intake: what has been kept, and up to where it stands in the log. Positions of the inbound log. */
export interface LaneStatus {
  readonly head: string;
  readonly read: string;
}

/** How far each part of the desk is. Positions in digits. */
export interface DeskStatus {
  readonly deskId: string;
  readonly epoch: number;
  /** Last event of the log. */
  readonly position: string;
  /** Last event in the pages. */
  readonly pages: string;
  /** Last event that figures count. */
  readonly kpis: string;
  readonly lanes: Readonly<Record<'live' | 'bulk', LaneStatus>>;
  /** Sealed parts of the log whose keys were lost with a restore; nobody can open them. */
  readonly partsLost: number;
}
