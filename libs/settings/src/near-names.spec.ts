import { nearName, slipsBetween } from './near-names.js';

const known = ['HOST', 'PORT', 'LOG_URL', 'DATA_DIR'];

describe('names that were meant to be settings', () => {
  it.each([
    ['LOG_URI', 'LOG_URL'],
    ['LOGURL', 'LOG_URL'],
    ['LGO_URL', 'LOG_URL'],
    ['DATADIR', 'DATA_DIR'],
    ['DTA_DIRS', 'DATA_DIR'],
    ['PROT', 'PORT'],
  ])('%s was meant to be %s', (name, meant) => {
    expect(nearName(name, known)).toBe(meant);
  });

  it.each(['HOME', 'PATH', 'HOSTNAME', 'LOGNAME', 'PWD', 'XDG_DATA_DIRS', 'DATABASE_URL', ''])(
    '%s is none of ours',
    (name) => {
      expect(nearName(name, known)).toBeUndefined();
    },
  );

  it('takes the nearest where several are near', () => {
    expect(nearName('DESK_URI', ['DISK_URL', 'DESK_URL'])).toBe('DESK_URL');
  });

  it('counts wrong, missing, additional and swapped letters', () => {
    expect([
      slipsBetween('abc', 'abc'),
      slipsBetween('', 'abc'),
      slipsBetween('abc', ''),
      slipsBetween('acb', 'abc'),
    ]).toEqual([0, 3, 3, 1]);
  });
});
