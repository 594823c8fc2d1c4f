import { recordersOver, StreamSnapshots } from '#application';
import { openBlobStore } from '#blobs/open';
import type { Snapshot, Snapshots } from '#desk-store';
import { openEventLog } from '#event-log/open';
import type { EventLog, EventLogReader } from '#event-log';
import { Sealer } from '#sealing';
import { openSealingKeys } from '#sealing/open';
import { madeUpStream, madeUpTickets, moreOnTicket } from './made-up-file.js';

/** Tickets of the made-up file: more facts than are read before a snapshot is looked for. */
const tickets = 30;

let warmed: Promise<void> | undefined;

/**
 * Runs the rules over a made-up file, in stores in memory that nobody else ever sees: a command comes in, is decided,
 * sealed and appended; the file is met anew from a snapshot, and its words are opened. What V8 compiles late is compiled by
 * then, or the first command of the process would wait for it. Once a process, however many desks it starts.
 */
export const warmUp = (): Promise<void> => (warmed ??= openEventLog('memory:').then(rehearse));

/** What `warmUp` does, in a log that is then closed. */
export async function rehearse(log: EventLog): Promise<void> {
  const sealer = new Sealer(await openSealingKeys('memory:'), await openBlobStore('memory:'), { blockSize: 256 });
  const snapshots = new StreamSnapshots(log, new OneSnapshot());
  const { files } = recordersOver(log, sealer);
  await files.record([madeUpTickets(tickets)]);
  snapshots.keep(madeUpStream, await files.load(madeUpStream));
  await snapshots.settled();
  await recordersOver(log, sealer, snapshots).files.record([moreOnTicket(tickets)], 'confirmed');
  await openWords(log, sealer);
  await log.close();
}

async function openWords(log: EventLogReader, sealer: Sealer): Promise<void> {
  const events = await log.readStream(madeUpStream, 0, 10);
  await sealer.openMany(events.flatMap(({ sealed }) => Object.entries(sealed).map(([name, part]) => ({ name, part }))));
}

/** Room for the one there is. */
class OneSnapshot implements Snapshots {
  #kept: Snapshot | undefined;

  async find(): Promise<Snapshot | undefined> {
    return this.#kept;
  }

  async keep(snapshot: Snapshot): Promise<void> {
    this.#kept = snapshot;
  }

  async drop(): Promise<void> {
    this.#kept = undefined;
  }
}
