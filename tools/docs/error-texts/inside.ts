import type { Chapter } from './error-text.js';

/** Codes that do not leave the house. */
export const inside: Chapter = {
  title: 'Inside the house',
  introduction:
    'Faults of the program, and what a writer thread tells the store that owns it; the store says `LOG.*` or `DESK.*` instead. Whoever meets one elsewhere has found a mistake.',
  codes: {
    'FAILPOINT.MALFORMED': {
      who: 'programmer',
      means: 'The variable `FAILPOINT`, which crash tests use, names no point or no hit.',
      then: 'Leave it out.',
    },
    'WRITER.BUSY': {
      who: 'programmer',
      means: 'Too much waits in a store’s writer. Told as `DESK.BUSY` or `LOG.UNAVAILABLE`.',
      then: '–',
    },
    'POSTGRES.UNREACHABLE': {
      who: 'programmer',
      means: 'No connection to PostgreSQL could be had; nothing was begun. Told as the store’s own “unavailable”.',
      then: '–',
    },
    'WRITER.CLOSED': { who: 'programmer', means: 'The writer is closing. Told as unavailable.', then: '–' },
    'WRITER.DIED': {
      who: 'programmer',
      means: 'The writer’s thread ended; what it never saw is not written. Told as unavailable.',
      then: '–',
    },
    'WRITER.FAILED': { who: 'programmer', means: 'The store refused the write. Told as unavailable.', then: '–' },
    'WRITER.FULL': { who: 'programmer', means: 'No space is left. Told as full.', then: '–' },
    'WRITER.LOST': {
      who: 'programmer',
      means:
        'A flush failed, or the thread ended with the write in hand. Told as `LOG.OUTCOME_UNKNOWN` or unavailable.',
      then: '–',
    },
    'SEALING.NOT_READY': {
      who: 'programmer',
      means: '`seal` was called without `ready`.',
      then: 'Correct the caller.',
    },
    'SEALING.PART_TOO_LARGE': {
      who: 'programmer',
      means: 'A part over 64 KiB was to be sealed in place.',
      then: 'Use `sealLarge`.',
    },
    'OUTBOX.NOT_PLACED': {
      who: 'programmer',
      means: 'The outbox began before a start of the desk had noted where in the log it begins.',
      then: 'Call `placeOutbox` first.',
    },
    'PROJECTION.ROW_NOT_NAMED': {
      who: 'programmer',
      means: 'A fold read a row it had not named: a mistake in the projection, never in the data.',
      then: 'Name the row.',
    },
  },
};
