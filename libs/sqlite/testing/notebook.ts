import { GroupWriter, openSqlite, WriterThread } from '#sqlite';
import type { Fault, GroupWriterOptions } from '#sqlite';

/** A line to write down, and what shall go wrong with it. */
export interface NoteRequest {
  readonly text: string;
  /** `full`: no space from this one on, until one says `space`; `death`: the thread ends with it in hand. */
  readonly fault?: 'refused' | 'death' | 'full' | 'space';
}

/** A note as it lies on disk: notes of one transaction share their commit number. */
export interface Note {
  readonly commit: number;
  readonly text: string;
}

/** The error a notebook answers: the fault's code as it is. */
export class NotebookError extends Error {
  readonly code: string;
  constructor({ code, message }: Fault) {
    super(message);
    this.code = code;
  }
}

/** The smallest store with a writer thread, to see how writer threads behave. */
export function openNotebook(path: string, limits: Partial<GroupWriterOptions> = {}): GroupWriter<NoteRequest, number> {
  return new GroupWriter({
    writer: new WriterThread('notebook', new URL('./notebook.worker.js', import.meta.url), path),
    maxWaiting: 10_000,
    maxWaitingBytes: 1_000_000,
    errorOf: (fault) => new NotebookError(fault),
    ...limits,
  });
}

/** The notes on disk, in the order they were written. */
export function notesIn(path: string): readonly Note[] {
  const db = openSqlite(path, { synchronous: 'FULL', readOnly: true });
  const rows = db.prepare('SELECT commit_number, text FROM notes ORDER BY rowid').all();
  db.close();
  return rows.map(({ commit_number: commit, text }) => ({ commit: Number(commit), text: String(text) }));
}
