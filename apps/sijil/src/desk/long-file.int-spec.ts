import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Snapshot } from '#desk-store';
import { decideCustomerFile } from '#domain';
import type { CustomerFile, CustomerFileCommand } from '#domain';
import { asked, minute, receive } from '#domain/testing';
import { readSettings } from '#settings';
import { openStores } from '../stores/stores.js';
import type { Stores } from '../stores/stores.js';
import { writingParts } from './writing-parts.js';

const stream = 'customer-ann';

/** A message, which opens a ticket, and so many notes on it. */
const story = (notes: number): readonly CustomerFileCommand[] => [receive('m1', minute(0)), ...Array.from({ length: notes }, (_, nth) => note(`n${nth}`))]; // prettier-ignore
const note = (noteId: string): CustomerFileCommand => ({ kind: 'AddNote', ...asked(noteId, minute(1)), ticketId: 'ann.1', noteId }); // prettier-ignore

describe('a long file on a desk in files', () => {
  let dataDir: string;
  let stores: Stores;
  const open = async () => {
    stores = await openStores(readSettings({ DATA_DIR: dataDir }), () => undefined);
  };
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'sijil-long-file-'));
    await open();
  });
  afterEach(async () => {
    await stores.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  /** Carried out by somebody who never met the file; answers how many events that took. */
  const carryOut = async (commands: readonly CustomerFileCommand[]): Promise<number> => {
    let read = 0;
    const readStream = async (...given: Parameters<Stores['log']['readStream']>) => {
      const events = await stores.log.readStream(...given);
      read += events.length;
      return events;
    };
    const log = new Proxy(stores.log, { get: (target, name: keyof Stores['log']) => (name === 'readStream' ? readStream : bound(target, name)) }); // prettier-ignore
    const { recorders } = await writingParts({ ...stores, log });
    await recorders.files.record([{ stream, owner: 'ann', steps: commands.map(stepOf) }]);
    return read;
  };
  const kept = async (): Promise<Snapshot> => (await stores.desk.snapshots.find(stream)) ?? pause(5).then(kept);

  it('is met anew after a restart from where it was kept, and is known whole', async () => {
    expect(await carryOut(story(1_500))).toBe(0);
    expect((await kept()).version).toBe(1_502);
    await stores.close();
    await open();
    expect(await carryOut([note('another')])).toBe(100 + 1);
    expect(await carryOut([note('n1400'), note('another')])).toBe(100 + 1 + 1);
    expect(await stores.log.readStream(stream, 1_502, 10)).toHaveLength(1);
  });
});

function stepOf(command: CustomerFileCommand) {
  const { commandId, at, actor } = command;
  const occasion = { commandId, at, occurredAt: at, receivedAt: at, actor, correlationId: 'test', causationId: 'test' };
  return { occasion, decide: (file: CustomerFile) => decideCustomerFile(file, command), plain: [] };
}

function bound<Target extends object>(target: Target, name: keyof Target): unknown {
  const own = target[name];
  return typeof own === 'function' ? (own.bind(target) as unknown) : own;
}
