import type { Chapter } from './error-text.js';

/** What only the command line says. */
export const commandLine: Chapter = {
  title: 'On the command line',
  introduction:
    '`sijil` ends with 0 when it is done, 1 when the desk refused or a check does not hold, 2 when the command line cannot be understood, 3 when what it names does not exist, 130 after Ctrl-C. Refusals of the desk keep their own codes.',
  codes: {
    'CLI.USAGE_WRONG': { who: 'operator', means: 'An argument is not of its form.', then: '`sijil <command> --help`.' },
    'CLI.INTERRUPTED': {
      who: 'operator',
      means: 'Ctrl-C. What was done so far stands.',
      then: 'Run it again: it goes on.',
    },
    'CLI.CHECK_FAILED': {
      who: 'operator',
      means: 'Something was checked, and does not hold; the lines before say what.',
      then: 'Follow them.',
    },
    'CLI.DRAIN_TOO_SLOW': {
      who: 'operator',
      means: 'A server that was asked to stop could not finish what was under way within `DRAIN_WITHIN_SECONDS`.',
      then: 'Nothing is lost; give it longer if that comes often.',
    },
    'CLI.NOT_IN_QUARANTINE': {
      who: 'operator',
      means: 'Nothing of this envelope lies in quarantine.',
      then: '`sijil intake quarantine list`.',
    },
    'CLI.NOT_SUGGESTED': {
      who: 'agent',
      means: '`sijil people dismiss` found nothing that speaks for the two being one person.',
      then: '`sijil people suggestions` tells of whom there is; or say in what they are alike with `--alike`.',
    },
    'CLI.DESK_UNREACHABLE': {
      who: 'operator',
      means: 'No server answered, or it went away in the middle.',
      then: 'Look at the server; run it again.',
    },
    'CLI.ANSWER_UNREADABLE': {
      who: 'operator',
      means: 'What answers at the address is no desk.',
      then: 'Look at `HOST`, `PORT` and proxies.',
    },
    'CLI.UNEXPECTED': { who: 'operator', means: 'A fault of ours; the stack follows.', then: 'Report it.' },
    'CHAT.CLOSED': {
      who: 'who runs the demo',
      means: 'In the demo: the chat socket closed before the desk acknowledged a message.',
      then: 'Run it again; report it.',
    },
    'IMPORT.UNSUPPORTED': {
      who: 'operator',
      means: 'Nothing lies in files for an inbox of this kind.',
      then: 'Name another inbox.',
    },
    'IMPORT.EMPTY': {
      who: 'operator',
      means: 'The paths hold no file that this inbox can read.',
      then: 'Correct the paths.',
    },
    'IMPORT.MAP_INVALID': {
      who: 'operator',
      means: 'The map does not say how the table is to be read; the text names every fault, by line.',
      then: 'Compare with docs/import.md.',
    },
    'IMPORT.ROW_UNREADABLE': {
      who: 'operator',
      means: 'A row has a value that the map does not know, or a time of another pattern.',
      then: 'Add the value to the map, import again: rows that stand change nothing.',
    },
    'IMPORT.TABLE_BROKEN': {
      who: 'operator',
      means: 'From here on rows cannot be told apart: a quote is not closed, or a row has other columns.',
      then: 'Correct the file, import it again.',
    },
    'IMPORT.TOO_LARGE': {
      who: 'operator',
      means: 'One piece of a file is larger than an envelope may be. The others were sent.',
      then: 'Cut it, or leave it out.',
    },
    'IMPORT.QUOTE_BROKEN': {
      who: 'operator',
      means: 'A quote in a CSV file is not closed: from that row on nothing more was sent.',
      then: 'Correct the file, import it again.',
    },
  },
};
