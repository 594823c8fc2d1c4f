import { stat } from 'node:fs/promises';
import type { InboxKind } from '#domain';
import { ImportEmpty, ImportUnsupported } from './import.errors.js';
import type { Finding } from './piece.js';
import { findFiles } from './sources/find-files.js';
import { findingsIn } from './sources/file-findings.js';
import { readMapFile } from './tickets/map-file.js';
import { tableFindings } from './tickets/table-findings.js';

/** Where envelopes are found for an inbox of some kind. */
export interface Source {
  /** Bytes that will be read. Errors: `ImportEmpty`, `ImportUnsupported`, those of the file system. */
  size(kind: InboxKind): Promise<number>;
  findings(kind: InboxKind): AsyncGenerator<Finding, void>;
}

/** Files, and folders of them, as the inbox's kind reads them. */
export const filesAt = (paths: readonly string[]): Source => ({
  size: async (kind) => {
    let [total, count] = [0, 0];
    for await (const { size } of findFiles(kind, paths)) {
      total += size;
      count += 1;
    }
    if (count === 0) throw new ImportEmpty();
    return total;
  },
  findings: async function* (kind) {
    for await (const file of findFiles(kind, paths)) yield* findingsIn(file);
  },
});

/** Conversations another system kept, as files of lines. */
export function conversationsAt(paths: readonly string[]): Source {
  const files = filesAt(paths);
  return { ...files, size: (kind) => files.size(historyOnly(kind)) };
}

/** A table of ticket changes, read by a map. Errors of `size` beside those: `MapInvalid`. */
export function ticketsAt(path: string, mapPath: string): Source {
  return {
    size: async (kind) => {
      historyOnly(kind);
      await readMapFile(mapPath);
      return (await stat(path)).size;
    },
    findings: async function* () {
      yield* tableFindings(path, mapPath, await readMapFile(mapPath));
    },
  };
}

function historyOnly(kind: InboxKind): InboxKind {
  if (kind !== 'history') throw new ImportUnsupported(kind);
  return kind;
}
