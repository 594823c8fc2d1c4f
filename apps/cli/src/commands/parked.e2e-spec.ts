import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '#settings';
import { writeSpoiltNotes } from '../../../sijil/testing/index.js';
import { answerOf, serve, sijil } from '../../testing/index.js';
import type { Served } from '../../testing/index.js';

describe('sijil parked', () => {
  const stream = 'customer-4k7r1d8v2b6x9n3w5c0h';
  let [folder, server] = [] as unknown as [string, Served];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sijil-parked-'));
    await writeSpoiltNotes(readSettings({ DATA_DIR: folder }), stream, { spoilt: 2, sound: 1 });
    server = await serve(folder);
    while ((await lying()).length === 0);
  }, 120_000);
  afterAll(async () => {
    await server.end('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  });
  const lying = async () => (await answerOf<{ parked: readonly object[] }>(folder, 'parked', 'list')).parked;
  const said = async (...words: string[]) => {
    const { code, out, err } = await sijil(folder, 'parked', ...words);
    expect([code, err]).toEqual([0, '']);
    return out;
  };

  it('shows which event of a customer’s file cannot be copied and why, and not what it says', async () => {
    expect(await said('list')).toMatch(new RegExp(`${stream} +1 +NoteAdded +SyntaxError`));
    const shown = await said('show', stream);
    expect(shown).toContain(`${stream}: event 1, a NoteAdded of 20`);
    expect(shown).toContain('3 events lie parked, that one among them.');
    expect(shown).not.toContain('966');
  });

  it('says what still lies there after all of it was tried again', async () => {
    expect(await said('retry')).toMatch(new RegExp(`${stream} +1 +NoteAdded`));
    expect(await said('show', stream)).toContain('Tried again at ');
  });

  it('drops an event that somebody looked at, and no other', async () => {
    const { code, err } = await sijil(folder, 'parked', 'drop', stream, '--event', '2');
    expect([code === 0, err]).toEqual([false, expect.stringContaining('PARKED.ANOTHER_EVENT')]);
    expect(await said('drop', stream, '--event', '1')).toMatch(new RegExp(`${stream} +2 +NoteAdded`));
    expect(await said('drop', stream, '--event', '2')).toBe(`The pages go on without event 2 of ${stream}.\n`);
    expect(await said('list')).toBe('Nothing lies parked.\n');
    expect((await sijil(folder, 'parked', 'retry', stream)).err).toContain('PARKED.NOT_FOUND');
  });
});
