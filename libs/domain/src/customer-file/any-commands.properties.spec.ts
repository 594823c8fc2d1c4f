import fc from 'fast-check';
import { anyThrows, commandOf } from '../../testing/any-command.js';
import { carriedOut, folded } from '../../testing/index.js';
import { eventKindOf } from '../catalogue.js';
import { clearProblems, DomainRefusal } from '../event/index.js';
import type { EventKind } from '../event/index.js';
import { itemsOf } from '../persistent/index.js';
import { isActive } from '../ticket/index.js';
import type { CustomerFileCommand } from './customer-file.commands.js';
import { decideCustomerFile } from './decide-customer-file.js';
import type { CustomerFile } from './customer-file.js';

/** The file after a command that the rules allow; the same file after one they refuse. Any other error is a fault. */
function tried(file: CustomerFile, command: CustomerFileCommand) {
  try {
    return { ...carriedOut(file, command), refused: false };
  } catch (refusal) {
    if (!(refusal instanceof DomainRefusal)) throw refusal;
    return { file, facts: [], refused: true };
  }
}

const runs = { numRuns: 500 };
const holds = (check: (command: CustomerFileCommand, before: CustomerFile, after: ReturnType<typeof tried>) => void) =>
  fc.assert(
    fc.property(anyThrows, (story) => {
      let file = folded('ann', []);
      for (const [at, thrown] of story.entries()) {
        const command = commandOf(thrown, at);
        const after = tried(file, command);
        check(command, file, after);
        file = after.file;
      }
    }),
    runs,
  );
const holdsInTheEnd = (check: (file: CustomerFile) => void) =>
  fc.assert(
    fc.property(anyThrows, (story) => {
      check(story.map(commandOf).reduce((file, command) => tried(file, command).file, folded('ann', [])));
    }),
    runs,
  );

describe('Whatever is asked of a file, in any order', () => {
  it('the same command given again changes nothing', () => {
    holds((command, _, { file, refused }) => {
      if (!refused) expect(decideCustomerFile(file, command)).toEqual([]);
    });
  });

  it('a command that left facts changes nothing when it is given again, whatever followed', () => {
    fc.assert(
      fc.property(anyThrows, (story) => {
        const commands = story.map(commandOf);
        const done: CustomerFileCommand[] = [];
        let file = folded('ann', []);
        for (const command of commands) {
          const after = tried(file, command);
          if (after.facts.length > 0) done.push(command);
          file = after.file;
        }
        for (const command of done) expect(decideCustomerFile(file, command)).toEqual([]);
      }),
      runs,
    );
  });

  it('every fact has the form the catalogue gives it', () => {
    holds((_, __, { facts }) => {
      for (const { type, clear } of facts) expect(clearProblems(eventKindOf(type) as EventKind, clear)).toEqual([]);
    });
  });

  it('what was observed stands before what was concluded from it, but where others state what they concluded', () => {
    holds(({ kind }, _, { facts }) => {
      if (kind === 'RecordChange') return;
      const origins = facts.map(({ type }) => eventKindOf(type)?.origin);
      expect(origins).toEqual(origins.toSorted().reverse());
    });
  });

  it('a conversation has one active ticket at most, and that is the one the next message meets', () => {
    holds((_, __, { file }) => {
      const active = [...itemsOf(file.tickets)].filter(({ situation }) => isActive(situation));
      for (const { conversationId, ticketId } of itemsOf(file.conversations)) {
        const here = active.filter((ticket) => ticket.conversationId === conversationId).map((each) => each.ticketId);
        expect(here).toEqual(here.length === 0 ? [] : [ticketId]);
      }
    });
  });

  it('tickets and conversations are numbered without gaps, each id once', () => {
    holdsInTheEnd((file) => {
      const tickets = [...itemsOf(file.tickets)].map(({ ticketId }) => ticketId);
      const conversations = [...itemsOf(file.conversations)].map(({ conversationId }) => conversationId);
      expect(tickets).toEqual(tickets.map((_each, at) => `ann.${at + 1}`));
      expect(conversations).toEqual(conversations.map((_each, at) => `ann.c${at + 1}`));
    });
  });

  it('the time a ticket has been in its state never runs backwards, but when a spam mark is taken back', () => {
    holds((command, before, { file }) => {
      if (command.kind === 'RemoveSpamMark') return;
      for (const [at, { situation }] of [...itemsOf(before.tickets)].entries()) {
        const now = [...itemsOf(file.tickets)][at]?.situation;
        expect(now && now.since >= situation.since).toBe(true);
      }
    });
  });

  it('a file can be written down and read again, and knows what it knew', () => {
    holdsInTheEnd((file) => {
      expect(structuredClone(file)).toEqual(file);
    });
  });
});
