import type { ProgressLine } from '#apps/api';
import type { DeskClient, Query } from './desk-client.js';
import { AnswerUnreadable, DeskRefusal } from './desk.errors.js';

type Line =
  ProgressLine | { readonly problem: { readonly code: string; readonly status: number; readonly detail: string } };

/** Is told how far a long work is. */
export type Show = (done: number, total: number) => void;

/**
 * Asks the desk for long work and hears its story: `show` is told how far it is, the result is what came of it.
 * Errors: those of `DeskClient`, and the problem that ended the work as a `DeskRefusal`.
 */
export function longWork<Result>(desk: DeskClient, path: string, body: unknown, show: Show): Promise<Result> {
  return resultOf<Result>(desk, desk.lines<Line>(path, body), show);
}

/** The same of a question that takes long to answer. */
export function longQuestion<Result>(desk: DeskClient, path: string, query: Query, show: Show): Promise<Result> {
  return resultOf<Result>(desk, desk.told<Line>(path, query), show);
}

async function resultOf<Result>(desk: DeskClient, lines: AsyncIterable<Line>, show: Show): Promise<Result> {
  let result: Result | undefined;
  for await (const line of lines) {
    if ('problem' in line) throw new DeskRefusal(line.problem.code, line.problem.status, line.problem.detail);
    // The answer is heard to its end: a connection left in the middle of one would hold up a closing server.
    if ('result' in line) result = line.result as Result;
    else show(Number(line.done), Number(line.total));
  }
  if (result === undefined) throw new AnswerUnreadable(desk.url);
  return result;
}

/** What came of a rebuild. */
export interface RebuiltOverHttp {
  readonly kind: 'published' | 'compared' | 'stopped';
  /** Up to where the pages reach, in digits. */
  readonly position: string;
  /** It went on where an interrupted rebuild stopped. */
  readonly resumed: boolean;
  /** Present of pages that were held against a second fold of the log. */
  readonly checked?: { readonly files: number; readonly rows: number };
  /** Present when it was asked for: rows of the new pages against those of the live ones. */
  readonly comparison?: {
    readonly rows: number;
    readonly differences: number;
    readonly samples: readonly { readonly table: string; readonly key: readonly (string | number)[] }[];
  };
}

/** What came of a roll-back. */
export interface RolledBackOverHttp {
  readonly kind: 'rolled-back' | 'stopped';
  /** Up to where the pages reach, in digits. */
  readonly position: string;
  /** The sets of pages that went back. */
  readonly sets: readonly string[];
}

/** What a walk through the log found. */
export interface VerifiedOverHttp {
  /** In digits. */
  readonly events: string;
  /** Nothing, where every hash is right. */
  readonly findings: readonly {
    readonly kind: string;
    readonly position?: string;
    readonly event?: { readonly stream: string; readonly version: number; readonly id: string };
    readonly detail: string;
  }[];
  /** Sealed parts that nobody can open any more: their keys were destroyed, or lost with a key store. */
  readonly partsWithoutKey: number;
}
