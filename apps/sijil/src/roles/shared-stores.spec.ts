import { readSettings } from '#settings';
import { StoresNotShared } from './roles.errors.js';
import { mustBeShared } from './shared-stores.js';

const url = 'postgres://sijil:secret@db.example/desk';
const inDatabases = { LOG_URL: url, DESK_URL: url, KEYS_URL: url, READ_URL: url };

describe('a role of a desk', () => {
  it('begins where all its stores lie in databases', () => {
    expect(() => mustBeShared('api', readSettings(inDatabases))).not.toThrow();
  });

  it('is refused where one of them lies in files of one process, and that one is named', () => {
    const settings = readSettings({ ...inDatabases, KEYS_URL: 'sqlite:/vault/keys.db' });
    expect(() => mustBeShared('api', settings)).toThrow(StoresNotShared);
    expect(() => mustBeShared('api', settings)).toThrow(/KEYS_URL names files/);
  });

  it('is refused with every one of them named where nothing is set', () => {
    expect(() => mustBeShared('intake', readSettings({}))).toThrow(/LOG_URL, DESK_URL, KEYS_URL, READ_URL name files/);
  });
});
