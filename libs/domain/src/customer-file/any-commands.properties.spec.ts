import fc from 'fast-check';
import { asked, called, carriedOut, fact, folded, minute, receive, week } from '../../testing/index.js';
import { eventKindOf } from '../catalogue.js';
import { clearProblems, DomainRefusal } from '../event/index.js';
import type { CommandBasis, EventKind } from '../event/index.js';
import { itemsOf } from '../persistent/index.js';
import { isActive, priorities } from '../ticket/index.js';
import type { CustomerFileCommand } from './customer-file.commands.js';
import { decideCustomerFile } from './decide-customer-file.js';
import type { CustomerFile } from './customer-file.js';

/** What chance decides about one command; which command it is follows from `kind`. */
interface Throw {
  readonly kind: (typeof kinds)[number];
  /** Of few, so that commands meet what others left. */
  readonly ordinal: number;
  readonly other: number;
  readonly agentId: string;
  /** How long ago it happened when it reached the desk, in minutes. */
  readonly late: number;
  readonly odd: boolean;
}

// prettier-ignore
const kinds = [
  'ReceiveMessage', 'ReceiveMessage', 'ReceiveChat', 'LogCall', 'ReportStatus', 'WriteReply', 'AddNote', 'MoveMessage',
  'TransferMessageOut', 'TransferMessageIn', 'HandOverTicket', 'PrioritiseTicket', 'TagTicket', 'UntagTicket',
  'SnoozeTicket', 'WakeTicket', 'ClaimTicket', 'AssignTicket', 'ReleaseTicket', 'SetPending', 'ResolveTicket',
  'ReopenTicket', 'CloseTicket', 'MarkAsSpam', 'RemoveSpamMark', 'EraseCustomer',
] as const;

const anyThrow: fc.Arbitrary<Throw> = fc.record({
  kind: fc.constantFrom(...kinds),
  ordinal: fc.integer({ min: 1, max: 3 }),
  other: fc.integer({ min: 1, max: 4 }),
  agentId: fc.constantFrom('ali', 'mona'),
  late: fc.constantFrom(0, 0, 30, 3000),
  odd: fc.boolean(),
});

/** The command a throw stands for, given at minute `at * 20`. */
function commandOf(thrown: Throw, at: number): CustomerFileCommand {
  const { kind, ordinal, other, agentId, late, odd } = thrown;
  const basis: CommandBasis = asked(`k${at}`, minute(at * 20), agentId);
  const ticketId = `ann.${ordinal}`;
  const messageId = `m${other * ordinal}`;
  const occurredAt = minute(at * 20 - late);
  const clues = odd ? ([{ conversationId: `ann.c${ordinal}`, reason: 'references' }] as const) : [];
  const automatic = late > 0 && odd ? 'auto-reply' : 'no';
  const fromConversationId = `ann.c${ordinal}`;
  switch (kind) {
    case 'ReceiveMessage':
      return receive(`m${at}`, occurredAt, { receivedAt: minute(at * 20), clues }, { automatic });
    case 'ReceiveChat':
      return receive(`m${at}`, occurredAt, { newConversationKey: `s${ordinal}` }, { channel: 'chat', inbox: 'site' });
    case 'LogCall':
      return called(`m${at}`, occurredAt, { clues }, { direction: odd ? 'outbound' : 'inbound' });
    case 'ReportStatus': {
      const report = fact('ReplySent', { statusId: basis.commandId }).clear;
      return { kind, ...basis, occurredAt, status: odd ? 'failed' : 'read', reason: odd ? '131026' : '', report };
    }
    case 'WriteReply':
      return {
        kind,
        ...basis,
        messageId: `r${at}`,
        ticketId,
        threadKeys: [],
        language: 'ar',
        ...(odd ? { then: other > 2 ? 'pending' : 'resolved' } : {}),
      };
    case 'AddNote':
      return { kind, ...basis, noteId: `n${at}`, ticketId };
    case 'MoveMessage': {
      const move = { kind, ...basis, messageId, fromConversationId, ticketNumber: at };
      return odd ? move : { ...move, toConversationId: `ann.c${other}` };
    }
    case 'TransferMessageOut':
      return { kind, ...basis, messageId, transferId: `x${at}`, toCustomerId: odd ? 'bob' : 'eve', fromConversationId };
    case 'TransferMessageIn': {
      const { conversationId: _, joinedBy: __, ...message } = fact('MessageTransferredIn', { messageId }).clear;
      const policy = { reopenWindowSeconds: week, version: 'threading@1' };
      const arrives = { occurredAt, clues, newConversationKey: '', policy, ticketNumber: at };
      return { kind, ...basis, commandId: `x${at}`, ...arrives, message: { ...message, transferId: `x${at}` } };
    }
    case 'HandOverTicket':
      return { kind, ...basis, ticketId, teamId: `team-${other}` };
    case 'PrioritiseTicket':
      return { kind, ...basis, ticketId, priority: priorities[other - 1] ?? 'low' };
    case 'TagTicket':
    case 'UntagTicket':
      return { kind, ...basis, ticketId, tag: `tag-${other}` };
    case 'SnoozeTicket':
      return { kind, ...basis, ticketId, until: minute(at * 20 + late) };
    case 'WakeTicket':
      return { kind, ...basis, ticketId, because: odd ? 'due' : 'agent' };
    default:
      return { kind, ...basis, ticketId, agentId };
  }
}

/** The file after a command that the rules allow; the same file after one they refuse. Any other error is a fault. */
function tried(file: CustomerFile, command: CustomerFileCommand) {
  try {
    return { ...carriedOut(file, command), refused: false };
  } catch (refusal) {
    if (!(refusal instanceof DomainRefusal)) throw refusal;
    return { file, facts: [], refused: true };
  }
}

const anyStory = fc.array(anyThrow, { maxLength: 60 });
const holds = (check: (command: CustomerFileCommand, before: CustomerFile, after: ReturnType<typeof tried>) => void) =>
  fc.assert(
    fc.property(anyStory, (story) => {
      let file = folded('ann', []);
      for (const [at, thrown] of story.entries()) {
        const command = commandOf(thrown, at);
        const after = tried(file, command);
        check(command, file, after);
        file = after.file;
      }
    }),
    { numRuns: 150 },
  );

describe('Whatever is asked of a file, in any order', () => {
  it('the same command given again changes nothing', () => {
    holds((command, _, { file, refused }) => {
      if (!refused) expect(decideCustomerFile(file, command)).toEqual([]);
    });
  });

  it('a command that left facts changes nothing when it is given again, whatever followed', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
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
      { numRuns: 150 },
    );
  });

  it('every fact has the form the catalogue gives it', () => {
    holds((_, __, { facts }) => {
      for (const { type, clear } of facts) expect(clearProblems(eventKindOf(type) as EventKind, clear)).toEqual([]);
    });
  });

  it('what was observed stands before what was concluded from it', () => {
    holds((_, __, { facts }) => {
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
    holds((_, __, { file }) => {
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
    holds((_, __, { file }) => {
      expect(structuredClone(file)).toEqual(file);
    });
  });
});
