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
  /** `false`: the live pages stay, and what was built is thrown away. */
  readonly publish: boolean;
  /** One set of pages; all of them where it is left out. */
  readonly only?: PageSetName | undefined;
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
