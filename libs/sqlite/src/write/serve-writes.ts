import type { DatabaseSync } from 'node:sqlite';
import { parentPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { failpoint } from '#failpoints';
import { inTransaction } from '../open-sqlite.js';
import { isFailedFlush, isFullDisk, messageOf } from '../sqlite-faults.js';
import { GroupSizes } from '#group-sizes';
import type { Answer, Fault, ToWriter } from './write-messages.js';

/** A judgement of one request: the others of its group are written all the same. Throw it before writing anything. */
export class WriteRefused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** What a writer thread does, said once for each kind of store. */
export interface Writes<Request, Reply> {
  readonly db: DatabaseSync;
  /** Judges and writes one request inside the group's transaction. */
  apply(request: Request): Reply;
  /** How much of what is counted a request held (`WriterThread.groupSizes`); one where this is left out. */
  sizeOf?(request: Request, reply: Reply): number;
  /** A group was rolled back: whatever `apply` remembered of it is wrong. */
  rolledBack(): void;
  /** A group is durable; its callers are told next. */
  committed?(): void;
}

/**
 * The writer thread: one transaction, and so one fsync, a batch. When a batch fails as a whole, each of its
 * requests is tried alone, so that one bad request never takes its neighbours with it.
 */
export function serveWrites<Request, Reply>(writes: Writes<Request, Reply>): void {
  if (!parentPort) throw new Error('a writer runs in a worker thread');
  const lines: MessagePort[] = [];
  let sizes: GroupSizes | undefined;
  const serve = (line: MessagePort) => {
    lines.push(line);
    line.on('message', (message: ToWriter<Request>) => {
      if ('requests' in message) {
        const answers = commitTogether(writes, message.requests);
        line.postMessage(answers);
        sizes?.count(sizeOf(writes, message.requests, answers));
      } else if ('line' in message) serve(message.line);
      else if ('sizes' in message) sizes = new GroupSizes(message.sizes);
      else end();
    });
  };
  const end = () => {
    writes.db.close();
    for (const line of lines) line.close();
  };
  serve(parentPort);
}

function commitTogether<Request, Reply>(
  writes: Writes<Request, Reply>,
  requests: readonly Request[],
): readonly Answer<Reply>[] {
  try {
    const answers = inTransaction(writes.db, () => {
      const judgements = requests.map((request) => judged(writes, request));
      failpoint('group.before-commit');
      return judgements;
    });
    writes.committed?.();
    return answers;
  } catch (fault) {
    writes.rolledBack();
    const [only, ...others] = requests;
    if (only === undefined) return [];
    return others.length === 0
      ? [{ fault: faultOf(fault) }]
      : requests.flatMap((request) => commitTogether(writes, [request]));
  }
}

function sizeOf<Request, Reply>(
  writes: Writes<Request, Reply>,
  requests: readonly Request[],
  answers: readonly Answer<Reply>[],
): number {
  return requests.reduce((sum, request, at) => {
    const answer = answers[at];
    return answer !== undefined && 'reply' in answer ? sum + (writes.sizeOf?.(request, answer.reply) ?? 1) : sum;
  }, 0);
}

function judged<Request, Reply>(writes: Writes<Request, Reply>, request: Request): Answer<Reply> {
  try {
    return { reply: writes.apply(request) };
  } catch (fault) {
    if (fault instanceof WriteRefused) return { fault: faultOf(fault) };
    throw fault;
  }
}

function faultOf(fault: unknown): Fault {
  const message = messageOf(fault);
  if (fault instanceof WriteRefused) return { code: fault.code, message };
  if (isFailedFlush(fault)) return { code: 'WRITER.LOST', message };
  return { code: isFullDisk(fault) ? 'WRITER.FULL' : 'WRITER.FAILED', message };
}
