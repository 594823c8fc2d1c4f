import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { lookAtFiles } from './look-at-files.js';

describe('the files of a desk, as the doctor sees them', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sijil-doctor-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const url = (name: string) => `sqlite:${join(folder, name)}`;
  const look = () => lookAtFiles({ logUrl: url('log.db'), deskUrl: url('desk.db'), keysUrl: url('keys.db') });
  const states = () => look().map(({ what, state }) => `${what}: ${state}`);
  function make(name: string): void {
    const database = new DatabaseSync(join(folder, name));
    database.exec('PRAGMA user_version = 3; CREATE TABLE t (x)');
    database.close();
  }

  it('are well when there are none yet', () => {
    expect(states()).toEqual(['log store: ok', 'desk store: ok', 'keys store: ok']);
  });

  it('are told with the version of their schema', () => {
    ['log.db', 'desk.db', 'keys.db'].forEach(make);
    expect(look()[0]?.found).toContain('schema 3');
  });

  it('may be in a database, which is told without its password', () => {
    ['desk.db', 'keys.db'].forEach(make);
    const logUrl = 'postgres://sijil:hunter2@db.example/desk';
    const [log] = lookAtFiles({ logUrl, deskUrl: url('desk.db'), keysUrl: url('keys.db') });
    expect(log).toMatchObject({ state: 'ok', found: 'postgres://db.example/desk, seen to by its server' });
  });

  it('are not well when the keys are gone and the log is there', () => {
    ['log.db', 'desk.db'].forEach(make);
    expect(states()).toEqual(['log store: ok', 'desk store: ok', 'keys store: fail']);
  });

  it('are not well when one of them is no database', () => {
    ['log.db', 'desk.db'].forEach(make);
    writeFileSync(join(folder, 'keys.db'), 'this is no database at all, only a file that has its name');
    expect(states()).toEqual(['log store: ok', 'desk store: ok', 'keys store: fail']);
  });
});
