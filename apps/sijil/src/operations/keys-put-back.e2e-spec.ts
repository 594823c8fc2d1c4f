import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DeskStatus } from '#apps/api';
import type { QueueAnswer, Timeline } from '#queries';
import { copyDatabase } from '#sqlite';
import { deskFolder, mail, SmallDesk } from '../../testing/index.js';
import { acceptRestore } from './put-back.js';

describe('a desk whose keys were put back alone, from an older backup', () => {
  let folder: Awaited<ReturnType<typeof deskFolder>>;
  let desk: SmallDesk;
  const path = (name: string) => join(folder.settings.dataDir, name);

  const arrives = async (id: string, text: string) => {
    const bytes = mail('Lina <lina@example.com>', id, 'Where is it?', text);
    expect((await desk.ask('POST', '/v1/inboxes/help/envelopes', { bytes })).status).toBeLessThan(202);
    await desk.settled();
  };
  const story = async () => {
    const { told } = await desk.ask<QueueAnswer>('GET', '/v1/queue?limit=10');
    const customer = String(told.tickets[0]?.ticketId.split('.')[0]);
    const timeline = await desk.ask<Timeline>('GET', `/v1/customers/${customer}/timeline?limit=50`);
    const messages = timeline.told.entries.filter(({ kind }) => kind === 'message');
    return messages.map(({ text, erased }) => (erased ? '(gone)' : text.trim())).sort();
  };
  const restart = async () => {
    await desk.stop();
    desk = await SmallDesk.start(folder.settings);
  };
  /** Every key as the file has it, by id. */
  const keysInFile = () => {
    const file = new DatabaseSync(path('keys.db'), { readOnly: true });
    const rows = file.prepare('SELECT id, hex(secret) AS secret FROM key').all();
    file.close();
    return new Map(rows.map(({ id, secret }) => [Number(id), String(secret)]));
  };

  beforeAll(async () => {
    folder = await deskFolder();
    desk = await SmallDesk.start(folder.settings);
    await desk.ask('PUT', '/v1/inboxes/help', { json: { kind: 'email', address: 'help@desk.example' } });
    await arrives('m1', 'before the backup');
    await copyDatabase(path('keys.db'), path('older.db'));
    await restart();
    await arrives('m2', 'after the backup');
    await desk.stop();
    for (const name of ['keys.db', 'keys.db-wal', 'keys.db-shm']) await rm(path(name), { force: true });
    await copyDatabase(path('older.db'), path('keys.db'));
  });
  afterAll(async () => {
    await desk.stop();
    await folder.remove();
  });

  it('does not start, and says so by name, however often it is tried', async () => {
    await expect(SmallDesk.start(folder.settings)).rejects.toMatchObject({ code: 'KEYS.RESTORED' });
    await expect(SmallDesk.start(folder.settings)).rejects.toMatchObject({ code: 'KEYS.RESTORED' });
  });

  it('goes on once that is accepted: what has a key is read, what comes now is sealed with keys of its own', async () => {
    const held = keysInFile();
    const { epoch, lostKeys } = await acceptRestore(folder.settings);
    expect([epoch, lostKeys.parts > 0]).toEqual([2, true]);
    // Pages hold opened text; copied anew they show what the keys open.
    await rm(path('pages'), { recursive: true });
    desk = await SmallDesk.start(folder.settings);
    await arrives('m3', 'after the restore');
    expect(await story()).toEqual(['(gone)', 'after the restore', 'before the backup']);
    const keys = keysInFile();
    for (const [id, secret] of held) expect(keys.get(id)).toBe(secret);
  });

  it('says how many parts are gone, finds nothing wrong with the log, and starts again', async () => {
    await restart();
    const { told } = await desk.ask<DeskStatus>('GET', '/v1/status');
    expect(told.partsLost).toBeGreaterThan(0);
    expect(await desk.ask('POST', '/v1/operations/verify')).toMatchObject({
      told: { result: { findings: [], partsWithoutKey: told.partsLost } },
    });
  });
});
