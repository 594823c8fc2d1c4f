import type { Chapter } from './error-text.js';

/** What stops a start, a backup or a restore. */
export const starting: Chapter = {
  title: 'At the start, and when files are moved',
  introduction: 'The server does not start, or a command ends, and says which of these it was.',
  codes: {
    'SETTING.MALFORMED': {
      who: 'operator',
      means: 'The text of one or more settings is not of its form; each is named.',
      then: 'See [configuration.md](configuration.md).',
    },
    'SETTING.UNKNOWN': {
      who: 'operator',
      means: 'A name in the environment was meant for us, and there is no such setting.',
      then: 'Correct the name.',
    },
    'ROLE.STORES_NOT_SHARED': {
      who: 'operator',
      means: 'A role was asked for, and stores it would share with other processes lie in files of one.',
      then: 'Put them into a database, or serve the whole desk: see [operations.md](operations.md#several-processes).',
    },
    'DESK.IN_USE': {
      who: 'operator',
      means: 'Another server works in this folder.',
      then: 'Stop it first; commands work through it.',
    },
    'LOG.IN_USE': { who: 'operator', means: 'Another server holds this log.', then: 'Stop it first.' },
    'DESK.SCHEMA_UNKNOWN': {
      who: 'operator',
      means: 'The desk store was written by newer code.',
      then: 'Use that code.',
    },
    'LOG.SCHEMA_UNKNOWN': {
      who: 'operator',
      means:
        'The log was written by newer code. To `sijil rebuild --ahead`: by older code too, for only a start migrates it.',
      then: 'Use that code; start the new release without pages that are built ahead.',
    },
    'KEYS.SCHEMA_UNKNOWN': {
      who: 'operator',
      means:
        'The keys were written by newer code. To `sijil rebuild --ahead`: by older code too, for only a start migrates them.',
      then: 'As above.',
    },
    'LOG.NOT_A_LOG': {
      who: 'operator',
      means: 'What lies at `LOG_URL` is something else. It was left as it is.',
      then: 'Correct the address.',
    },
    'POSTGRES.URL_INVALID': {
      who: 'operator',
      means: 'An address of PostgreSQL cannot be read. It is not repeated, for it may hold a password.',
      then: 'Write `postgres://user:password@host:port/database`, and `?schema=` with a short name for a desk of several.',
    },
    'LOG.SCHEME_UNKNOWN': {
      who: 'operator',
      means: '`LOG_URL` names a kind of log this code does not know.',
      then: 'Use `sqlite:`, `postgres:` or `esdb:`.',
    },
    'LOG.URL_INVALID': {
      who: 'operator',
      means: 'The address of a log in EventStoreDB cannot be read. It is not repeated, for it may hold a password.',
      then: 'Write `esdb://user:password@host:port,host:port?tls=true`; docs/operations.md has its parameters.',
    },
    'DESK.DRIVER_UNKNOWN': {
      who: 'operator',
      means: '`DESK_URL` names a kind of store this code does not know.',
      then: 'Use `sqlite:` or `postgres:`.',
    },
    'READ.SCHEME_UNKNOWN': {
      who: 'operator',
      means: '`READ_URL` names a kind of store this code does not know.',
      then: 'Use `sqlite:` or `postgres:`.',
    },
    'READ.PAGES_OF_NEWER_CODE': {
      who: 'operator',
      means: 'The shelf of the pages was written by newer code.',
      then: 'Use that code.',
    },
    'KEYS.URL_UNKNOWN': {
      who: 'operator',
      means: '`KEYS_URL` names a kind of store this code does not know.',
      then: 'Use `sqlite:` or `postgres:`.',
    },
    'BLOBS.URL_UNKNOWN': {
      who: 'operator',
      means: '`BLOB_URL` names a kind of store this code does not know.',
      then: 'Use `file:`.',
    },
    'DESK.ID_FIXED': {
      who: 'operator',
      means: '`DESK_ID` is not the name this desk was begun with; it stands in tokens already given out.',
      then: 'Leave it out, or put the old name.',
    },
    'DESK.HANDLE_KEY_MISMATCH': {
      who: 'operator',
      means:
        'Keys and desk store are of different desks: with this handle key every known customer would be a stranger.',
      then: 'Put the right keys.db in place.',
    },
    'DESK.RESTORED': {
      who: 'operator',
      means: 'The desk was put back from a backup, or the log is behind the desk store.',
      then: '`sijil restore --accept`, after reading [operations.md](operations.md).',
    },
    'KEYS.RESTORED': {
      who: 'operator',
      means:
        'keys.db is older than desk.db: keys given out since it was copied are not in it, and what they sealed cannot be read; or customers erased since are not in its register.',
      then: 'Put the newest keys.db there is in place; only then `sijil restore --accept`, after reading [operations.md](operations.md).',
    },
    'BACKUP.IMPOSSIBLE': {
      who: 'operator',
      means: 'This store cannot be copied by `sijil backup`.',
      then: 'Use the tools of that store.',
    },
    'BACKUP.TARGET_NOT_EMPTY': {
      who: 'operator',
      means: 'The folder for a backup holds something already.',
      then: 'Name an empty one.',
    },
    'BACKUP.INCOMPLETE': {
      who: 'operator',
      means: 'The folder is no whole backup; what is missing is named.',
      then: 'Use another backup.',
    },
    'RESTORE.REGISTER_NEEDED': {
      who: 'operator',
      means: 'A backup brings back customers who were erased after it was taken; nothing was put back.',
      then: 'Name the newest erasure register: `--register`, see [operations.md](operations.md#restore).',
    },
    'RESTORE.REGISTER_UNREADABLE': {
      who: 'operator',
      means: 'The file is neither a keys.db nor what `sijil --json erasures` printed; nothing was put back.',
      then: 'Name another.',
    },
    'RESTORE.TARGET_NOT_EMPTY': {
      who: 'operator',
      means: 'Something stands where a backup is to be put back.',
      then: 'Move it away first.',
    },
  },
};
