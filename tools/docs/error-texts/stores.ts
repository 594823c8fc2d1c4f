import type { Chapter } from './error-text.js';

/** Faults of the stores. */
export const stores: Chapter = {
  title: 'From the stores',
  introduction:
    'What the drivers say. “Full” means that nothing was written: it goes on by itself when there is space again.',
  codes: {
    'LOG.WRONG_EXPECTED_VERSION': {
      who: 'programmer',
      means: 'Another writer was first on this stream. The desk reads and decides again by itself.',
      then: 'Over HTTP: send the same again.',
    },
    'LOG.UNAVAILABLE': {
      who: 'any caller, operator',
      means: 'The log cannot be reached, or is closing. Nothing was written.',
      then: 'Send the same again; look at the disk.',
    },
    'LOG.FULL': {
      who: 'any caller, operator',
      means: 'No space is left for the log. Nothing was written.',
      then: 'Make space.',
    },
    'LOG.OUTCOME_UNKNOWN': {
      who: 'any caller, operator',
      means: 'The write may or may not have happened.',
      then: 'Send the same again: it is written once.',
    },
    'LOG.DAMAGED': {
      who: 'operator',
      means: 'Bytes of the log are not what was written; position and event are named as far as they can be read.',
      then: '`sijil verify`, then restore a backup. Trying again does not heal it.',
    },
    'LOG.APPEND_MALFORMED': {
      who: 'programmer',
      means: 'An append that no driver could give back as it came. Nothing was written.',
      then: 'Correct the caller.',
    },
    'DESK.FULL': {
      who: 'any caller, operator',
      means: 'No space is left for the desk store. Nothing was kept.',
      then: 'Make space.',
    },
    'DESK.BUSY': {
      who: 'connector',
      means: 'More waits to be written than memory should hold. Nothing was kept.',
      then: 'Send the same again in a second.',
    },
    'DESK.UNAVAILABLE': {
      who: 'any caller, operator',
      means:
        'The desk store cannot be reached, or is closing. Nothing was kept; or, where a server went away in the middle, nobody knows.',
      then: 'Send the same again: what was kept is found repeated. Look at the disk, or at the database server.',
    },
    'DESK.LEASE_LOST': {
      who: 'operator',
      means: 'Another sequencer took over; this one wrote nothing more.',
      then: 'Nothing, unless it comes again and again: then two servers work on one desk.',
    },
    'BLOBS.FULL': {
      who: 'any caller, operator',
      means: 'No space is left for blobs. Nothing was kept.',
      then: 'Make space.',
    },
    'BLOBS.UNAVAILABLE': {
      who: 'any caller, operator',
      means: 'The blob store cannot be reached. Nothing was kept for certain.',
      then: 'Send the same again; look at the disk.',
    },
    'BLOBS.DAMAGED': {
      who: 'operator',
      means: 'A blob’s bytes have another SHA-256 than its name.',
      then: 'Restore that file from a backup.',
    },
    'KEYS.FULL': {
      who: 'operator',
      means: 'No space is left to write new keys ahead. None were leased.',
      then: 'Make space.',
    },
    'KEYS.UNAVAILABLE': {
      who: 'operator',
      means: 'The keys cannot be reached. Nothing was sealed.',
      then: 'Look at the disk and at who may read the file.',
    },
    'SEALING.BROKEN': {
      who: 'operator',
      means: 'Sealed bytes were changed, belong to another part, or are gone although their key is there.',
      then: '`sijil verify` finds the event; restore a backup.',
    },
    'SEALING.PARTS_UNREADABLE': {
      who: 'operator',
      means: 'Sealed parts of the log are of a layout this code does not know, or cut short.',
      then: 'Use newer code; otherwise as `LOG.DAMAGED`.',
    },
    'READ.READER_DIED': {
      who: 'operator',
      means:
        'A thread that answers questions ended; the questions it had are refused, and the next one starts another.',
      then: 'Ask again; look into the server’s log when it happens more than once.',
    },
    'READ.PAGES_UNAVAILABLE': {
      who: 'operator',
      means: 'The database of the pages (`READ_URL`) does not answer, or is starting again.',
      then: 'Ask again; look after the database when it lasts.',
    },
    'READ.PAGES_FULL': {
      who: 'operator',
      means: 'No space is left for pages, or too little for pages that are to be built ahead. Nothing was written.',
      then: 'Make space; the projector goes on by itself, `sijil rebuild --ahead` when it is run again.',
    },
    'READ.AHEAD_IN_USE': {
      who: 'operator',
      means: 'Another process builds pages ahead in this folder.',
      then: 'Let it come to its end. Ended with Ctrl-C or killed, the next `sijil rebuild --ahead` goes on from there.',
    },
    'READ.AHEAD_IN_DATABASE': {
      who: 'operator',
      means: '`sijil rebuild --ahead` is for pages in files; `READ_URL` names a database.',
      then: 'Start a projector of the new release: see [operations.md](operations.md#upgrade).',
    },
    'READ.PAGES_MOVED_ON': {
      who: 'programmer',
      means: 'The pages were replaced, or another projector wrote to them. The projector opens the live ones again.',
      then: 'Nothing.',
    },
    'LOG.EVENT_TYPE_UNKNOWN': {
      who: 'operator',
      means: 'The log holds an event of a type this code does not know. The intake stops; nothing is skipped.',
      then: 'Use the newer code that wrote it.',
    },
    'PROJECTION.UNKNOWN_EVENT_TYPE': {
      who: 'operator',
      means: 'The log holds an event of a type this code does not know. The projector stops; nothing is skipped.',
      then: 'Use the newer code that wrote it.',
    },
    'PROJECTION.EVENT_NOT_FOLDED': {
      who: 'operator',
      means:
        'An event cannot be copied into the pages. A customer’s, a handle’s or a link’s is parked and everybody else goes on; anybody else’s stops the projector, and any stops the figures and every rebuild.',
      then: 'See [operations.md](operations.md#parked-events): use code that can read it, or decide to do without it.',
    },
    'PROJECTION.TOO_MANY_PARKED': {
      who: 'operator',
      means:
        'A thousand streams lie parked: it is the code or a store that fails. The projector stops, nothing is skipped.',
      then: 'Look at the reason they have in common; go back to the code before, or put the keys right, then retry them.',
    },
    'READ.ROW_REFUSED': {
      who: 'programmer',
      means:
        'The store of the pages does not take a row. Told as the event’s that makes it: `PROJECTION.EVENT_NOT_FOLDED`.',
      then: '–',
    },
    'PROJECTION.PAGES_DIFFER': {
      who: 'operator',
      means:
        'Pages that were built are not what a second fold of the log says: the first row that differs is named, by its ids, with its columns. The live pages stay.',
      then: '`sijil rebuild --abort`, and rebuild; tell the maintainers when it says so again. `--unchecked` goes without.',
    },
    'PROJECTION.NO_FORMER_PAGES': {
      who: 'operator',
      means: 'There are no pages to roll back to: nothing was rebuilt by this version, or they were forgotten since.',
      then: 'See `sijil rebuild --status`; rebuild instead.',
    },
    'PROJECTION.PAGES_AHEAD_OF_LOG': {
      who: 'operator',
      means:
        'The pages know an event the log does not hold as they knew it. They are copied anew by themselves; where they are fed by Kafka, only with `KAFKA_LOSSES=mend`.',
      then: 'Ask why: a restored log, or one cut by a power failure.',
    },
    'CUSTOMER_FILE.EVENT_OUT_OF_PLACE': {
      who: 'operator',
      means: 'A fact names a conversation or ticket that its file does not know at that point: the log is damaged.',
      then: '`sijil verify`.',
    },
    'TRANSFER.INCOMPLETE': {
      who: 'operator',
      means: 'A file says it let a message go which it does not hold: the log is damaged.',
      then: '`sijil verify`.',
    },
  },
};
