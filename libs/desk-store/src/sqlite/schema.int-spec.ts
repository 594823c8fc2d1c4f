import { DatabaseSync } from 'node:sqlite';
import { migrate } from '#sqlite';
import { deskFolder } from '../../testing/desk-folder.js';
import { DeskSchemaUnknown } from '../index.js';
import { migrations } from './schema.js';

/** Leaves a desk.db as code of schema version 1 left it, with these facts. */
function firstDesk(file: string, facts: Readonly<Record<string, string>>): void {
  const db = new DatabaseSync(file);
  migrate(db, migrations.slice(0, 1), (found, known) => new DeskSchemaUnknown(found, known));
  const set = db.prepare('INSERT INTO facts (name, value) VALUES (?, ?)');
  for (const [name, value] of Object.entries(facts)) set.run(name, value);
  db.close();
}

describe('a desk.db whose inboxes are one text under a fact', () => {
  const mail = { id: 'mail', kind: 'email', ownAddresses: ['help@desk.example'], connected: true };
  const chat = { id: 'chat', kind: 'web-chat', address: 'دردشة', ownAddresses: [], connected: false };
  let folder: ReturnType<typeof deskFolder>;
  beforeEach(() => {
    folder = deskFolder();
  });
  afterEach(() => folder.clear());

  it('knows every one of them when newer code opens it, and the fact is gone', async () => {
    firstDesk(folder.file, { inboxes: JSON.stringify([mail, chat]), restored: '2026-03-01T08:00:00.000Z' });
    const store = folder.open();
    const { states, mark } = await store.inboxes.changedSince(0);
    expect(states.map(({ text, ...kept }) => ({ ...kept, said: JSON.parse(text) as unknown }))).toEqual([
      { id: 'mail', version: 0, said: mail },
      { id: 'chat', version: 0, said: chat },
    ]);
    expect([await store.facts.get('inboxes'), await store.facts.get('restored')]).toEqual([
      undefined,
      '2026-03-01T08:00:00.000Z',
    ]);
    await store.inboxes.keep({ id: 'mail', version: 1, text: '{}' });
    expect((await store.inboxes.changedSince(mark)).states).toEqual([{ id: 'mail', version: 1, text: '{}' }]);
    await store.close();
  });

  it('has none where none was ever connected', async () => {
    firstDesk(folder.file, { restored: '' });
    const store = folder.open();
    expect(await store.inboxes.changedSince(0)).toEqual({ states: [], mark: 0 });
    await store.close();
  });
});

describe('a desk.db whose lanes knew nothing of what was under way', () => {
  let folder: ReturnType<typeof deskFolder>;
  beforeEach(() => {
    folder = deskFolder();
  });
  afterEach(() => folder.clear());

  it('stands where it stood when newer code opens it', async () => {
    firstDesk(folder.file, {});
    const db = new DatabaseSync(folder.file);
    db.exec("INSERT INTO lane_checkpoints (lane, position) VALUES ('bulk', 7)");
    db.close();
    const store = folder.open();
    expect([await store.sequencer.checkpoint('bulk'), await store.sequencer.checkpoint('live')]).toEqual([7n, 0n]);
    expect(await store.sequencer.underWay()).toBeUndefined();
    await store.close();
  });
});
