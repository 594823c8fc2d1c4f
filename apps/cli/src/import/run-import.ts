import type { Inbox } from '#application';
import { quarantinedAt, untilSettled } from '../desk/index.js';
import type { DeskClient } from '../desk/index.js';
import type { Progress } from '../terminal/index.js';
import type { Finding } from './piece.js';
import { Push } from './push.js';
import type { Source } from './source.js';
import { Tally } from './tally.js';

/** What an import needs. */
export interface ImportJob {
  readonly desk: DeskClient;
  readonly inbox: string;
  readonly source: Source;
  readonly signal: AbortSignal;
  /** Told while files are sent, in bytes, and while the desk reads them, in envelopes. */
  readonly sending: Progress;
  readonly reading: Progress;
}

/** A part of what was imported that the desk could not read. */
export interface ImportQuarantined {
  /** The file and the place in it. */
  readonly source: string;
  readonly reason: string;
  readonly detail: string;
}

/** What became of an import. */
export interface ImportReport {
  /** Envelopes found in the files; each is one of taken, repeated or refused. */
  readonly read: number;
  readonly taken: number;
  /** They were there before: nothing changed. */
  readonly repeated: number;
  readonly refused: number;
  /** The first of the refused. */
  readonly refusals: Tally['refusals'];
  readonly quarantined: readonly ImportQuarantined[];
}

/**
 * Sends files through the bulk lane, then waits until the desk has read them. Interrupted and begun again it finds what
 * was sent before repeated, and goes on.
 *
 * Errors: those of the source and of `DeskClient`.
 */
export async function runImport(job: ImportJob): Promise<ImportReport> {
  const { desk, inbox: id, source } = job;
  const { kind } = await desk.get<Inbox>(`/v1/inboxes/${encodeURIComponent(id)}`);
  const total = await source.size(kind);
  const tally = new Tally();
  await send(new Push(desk, id), source.findings(kind), tally, job, total);
  await untilRead(job);
  const { read, taken, repeated, refused, refusals } = tally;
  return { read, taken, repeated, refused, refusals, quarantined: await quarantinedOf(job, tally) };
}

async function send(
  push: Push,
  findings: AsyncIterable<Finding>,
  tally: Tally,
  { sending, signal }: ImportJob,
  total: number,
): Promise<void> {
  let [done, found] = [0, 0];
  for await (const finding of findings) {
    signal.throwIfAborted();
    done += finding.read;
    found += 1;
    if ('piece' in finding) tally.count(await push.add(finding.piece));
    else tally.countUnsent(finding.unsent);
    sending.show(done, total, `${found} envelopes`);
  }
  tally.count(await push.rest());
  sending.end();
}

async function untilRead({ desk, reading }: ImportJob): Promise<void> {
  let most = 0;
  await untilSettled(desk, {
    everyMs: 100,
    show: (left) => {
      most = Math.max(most, left);
      reading.show(most - left, most, `${left} to go`);
    },
  });
  reading.end();
}

/** What lies in quarantine and came from here; rows of a file sent in parts are counted through the file. */
async function quarantinedOf({ desk, inbox }: ImportJob, tally: Tally): Promise<readonly ImportQuarantined[]> {
  const found: ImportQuarantined[] = [];
  for await (const { envelope, item, reason, detail } of quarantinedAt(desk, { inbox })) {
    const origin = tally.originOf(envelope);
    if (origin) found.push({ source: placeIn(origin, item), reason, detail });
  }
  return found.reverse();
}

function placeIn(
  { source, firstRow = 1 }: { readonly source: string; readonly firstRow?: number },
  item: string,
): string {
  const row = /^row (\d+)$/.exec(item)?.[1];
  const place = row === undefined ? item : `row ${Number(row) + firstRow - 1}`;
  return place === '' ? source : `${source}: ${place}`;
}
