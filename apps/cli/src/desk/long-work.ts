import type { ProgressLine } from '#apps/api';
import type { DeskClient } from './desk-client.js';
import { AnswerUnreadable, DeskRefusal } from './desk.errors.js';

type Line =
  ProgressLine | { readonly problem: { readonly code: string; readonly status: number; readonly detail: string } };

/**
 * Asks the desk for long work and hears its story: `show` is told how far it is, the result is what came of it.
 * Errors: those of `DeskClient`, and the problem that ended the work as a `DeskRefusal`.
 */
export async function longWork<Result>(
  desk: DeskClient,
  path: string,
  body: unknown,
  show: (done: number, total: number) => void,
): Promise<Result> {
  for await (const line of desk.lines<Line>(path, body)) {
    if ('problem' in line) throw new DeskRefusal(line.problem.code, line.problem.status, line.problem.detail);
    if ('result' in line) return line.result as Result;
    show(Number(line.done), Number(line.total));
  }
  throw new AnswerUnreadable(desk.url);
}

/** What came of a rebuild. */
export interface RebuiltOverHttp {
  readonly kind: 'published' | 'stopped';
  /** Up to where the pages reach, in digits. */
  readonly position: string;
  /** It went on where an interrupted rebuild stopped. */
  readonly resumed: boolean;
  /** Present when it was asked for: rows of the new pages against those of the live ones. */
  readonly comparison?: {
    readonly rows: number;
    readonly differences: number;
    readonly samples: readonly { readonly table: string; readonly key: unknown }[];
  };
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
}
