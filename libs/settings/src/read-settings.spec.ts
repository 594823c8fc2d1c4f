import { readSettings, secretsIn } from './read-settings.js';
import { shownUrl } from './shown-url.js';
import { SettingMalformed, SettingUnknown } from './settings.errors.js';

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (fault) {
    return fault;
  }
};

describe('settings', () => {
  it('need nothing: the desk then runs on this machine, in ./data', () => {
    expect(readSettings({})).toMatchObject({
      host: '127.0.0.1',
      port: 7070,
      dataDir: './data',
      logUrl: 'sqlite:./data/log.db',
      deskUrl: 'sqlite:./data/desk.db',
      readUrl: 'sqlite:./data/pages',
      keysUrl: 'sqlite:./data/keys.db',
      blobUrl: 'file:./data/blobs',
      adminKey: undefined,
      logLevel: 'info',
    });
  });

  it('put every file into the folder the operator names, unless a file is named itself', () => {
    const settings = readSettings({ DATA_DIR: '/srv/$&desk', KEYS_URL: 'sqlite:/vault/keys.db' });
    expect(settings).toMatchObject({ deskUrl: 'sqlite:/srv/$&desk/desk.db', keysUrl: 'sqlite:/vault/keys.db' });
  });

  it('take an empty value for none, as container files write it', () => {
    expect(readSettings({ PORT: '', ADMIN_KEY: '' })).toMatchObject({ port: 7070, adminKey: undefined });
  });

  it('cannot be changed once they were read', () => {
    expect(Object.isFrozen(readSettings({}))).toBe(true);
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '7070 '],
    ['PORT', '-1'],
    ['PORT', '0x10'],
    ['DOOR_RATE_PER_SECOND', '0'],
    ['DOOR_RATE_PER_SECOND', '1.5'],
    ['LOG_URL', 'mysql:/x'],
    ['LOG_URL', 'sqlite:'],
    ['LOG_URL', 'memory:x'],
    ['LOG_URL', 'postgres:desk'],
    ['LOG_URL', 'postgres://lina:secret@db.example'],
    ['LOG_LEVEL', 'INFO'],
    ['DESK_ID', 'Acme'],
    ['HOME_REGION', 'sa'],
    ['HOST', 'http://localhost/'],
  ])('refuse %s=%s by name', (name, value) => {
    expect(thrownBy(() => readSettings({ [name]: value }))).toMatchObject({
      code: 'SETTING.MALFORMED',
      settings: [{ name }],
    });
  });

  it('name all malformed values at once, but not what is only built upon them', () => {
    const fault = thrownBy(() => readSettings({ DATA_DIR: 'a\nb', PORT: 'x' })) as SettingMalformed;
    expect(fault).toBeInstanceOf(SettingMalformed);
    expect(fault.settings.map(({ name }) => name)).toEqual(['PORT', 'DATA_DIR']);
  });

  it('never repeat a secret that is too short', () => {
    const fault = thrownBy(() => readSettings({ ADMIN_KEY: 'hunter2' })) as Error;
    expect(fault.message).toContain('ADMIN_KEY');
    expect(JSON.stringify(fault) + fault.message).not.toContain('hunter2');
  });

  it('take a database for the log, and never repeat the password of an address they refuse', () => {
    const logUrl = 'postgres://sijil:s%40lt@db.example:5432/desk?schema=north';
    expect(readSettings({ LOG_URL: logUrl })).toMatchObject({ logUrl });
    const fault = thrownBy(() => readSettings({ LOG_URL: 'postgres://lina:hunter2@db.example' })) as Error;
    expect(JSON.stringify(fault) + fault.message).not.toContain('hunter2');
  });

  it('can be shown without the password of an address', () => {
    expect(shownUrl('postgres://lina:hunter2@db.example/desk?password=hunter2')).toBe('postgres://db.example/desk');
    expect(shownUrl('esdb://lina:hunter2@a.example:2113,b.example?tls=true')).toBe('esdb://a.example:2113,b.example');
    expect(shownUrl('sqlite:/srv/desk@home/log.db')).toBe('sqlite:/srv/desk@home/log.db');
  });

  it('refuse slips of the pen, and say what was meant', () => {
    const fault = thrownBy(() => readSettings({ LOG_URI: 'x', SIJIL_PORT: '1', SIJIL_COLOUR: 'x', PATH: '/bin' }));
    expect(fault).toBeInstanceOf(SettingUnknown);
    expect((fault as SettingUnknown).settings).toEqual([
      { name: 'LOG_URI', near: 'LOG_URL' },
      { name: 'SIJIL_PORT', near: 'PORT' },
      { name: 'SIJIL_COLOUR', near: undefined },
    ]);
  });

  it('leave the rest of an ordinary environment alone', () => {
    const names = [
      'HOME',
      'HOSTNAME',
      'LOGNAME',
      'PATH',
      'REDIS_URL',
      'ESDB_URL',
      'DATABASE_URL',
      'KAFKA_HEAP_OPTS',
      'TZ',
    ];
    expect(readSettings(Object.fromEntries(names.map((name) => [name, 'x'])))).toEqual(readSettings({}));
  });
});

describe('secrets of inboxes', () => {
  const secret = secretsIn({ MAIL_SECRET: 'abc', EMPTY: '', ADMIN_KEY: 'not for inboxes!' });

  it('are read by the name their inbox gives them', () => {
    expect(secret('MAIL_SECRET')).toBe('abc');
  });

  it('are absent where nothing is set, and where the name is a setting of the desk', () => {
    expect([secret('EMPTY'), secret('OTHER'), secret('ADMIN_KEY'), secret('toString')]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
