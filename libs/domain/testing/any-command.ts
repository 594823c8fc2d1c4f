import fc from 'fast-check';
import { priorities, statedStatuses } from '../src/index.js';
import type { CommandBasis, CustomerFileCommand, Instant } from '../src/index.js';
import { asked, called, fact, minute, receive, week } from './samples.js';

// prettier-ignore
const kinds = [
  'ReceiveMessage', 'ReceiveMessage', 'ReceiveChat', 'LogCall', 'ReportStatus', 'WriteReply', 'AddNote', 'MoveMessage', 'MoveMessage',
  'TransferMessageOut', 'TransferMessageIn', 'HandOverTicket', 'PrioritiseTicket', 'TagTicket', 'UntagTicket',
  'SnoozeTicket', 'WakeTicket', 'ClaimTicket', 'AssignTicket', 'ReleaseTicket', 'SetPending', 'ResolveTicket', 'ResolveTicket',
  'ReopenTicket', 'CloseTicket', 'MarkAsSpam', 'RemoveSpamMark', 'RecordSurveyAnswer', 'RecordOpening', 'RecordChange',
  'RecordReply',
] as const;

/** What chance decides about one command; which command it is follows from `kind`. */
export interface Throw {
  readonly kind: (typeof kinds)[number] | 'EraseCustomer';
  /** Of few, so that commands meet what others left. */
  readonly ordinal: number;
  readonly other: number;
  readonly agentId: string;
  /** How long ago it happened when it reached the desk, in minutes. */
  readonly late: number;
  readonly odd: boolean;
}

const anyThrow: fc.Arbitrary<Throw> = fc.record({
  // Seldom, for little can be asked of who is erased.
  kind: fc.constantFrom(...kinds, ...kinds, 'EraseCustomer'),
  ordinal: fc.integer({ min: 1, max: 3 }),
  other: fc.integer({ min: 1, max: 4 }),
  agentId: fc.constantFrom('ali', 'mona'),
  late: fc.constantFrom(0, 0, 30, 3000),
  odd: fc.boolean(),
});

/** Anything that may be asked of the file of customer `ann`, one after the other. */
export const anyThrows: fc.Arbitrary<readonly Throw[]> = fc.array(anyThrow, { maxLength: 60, size: 'max' });

/** A throw, with what every command brings. */
interface Thrown extends Throw {
  readonly at: number;
  readonly basis: CommandBasis;
  readonly occurredAt: Instant;
  readonly clues: readonly { readonly conversationId: string; readonly reason: 'references' }[];
}

/** The command a throw stands for, given at minute `at * 20`. */
export function commandOf(thrown: Throw, at: number): CustomerFileCommand {
  const { ordinal, agentId, late, odd } = thrown;
  const given = {
    ...thrown,
    at,
    basis: asked(`k${at}`, minute(at * 20), agentId),
    occurredAt: minute(at * 20 - late),
    clues: odd ? ([{ conversationId: `ann.c${ordinal}`, reason: 'references' }] as const) : [],
  };
  return itemOf(given) ?? pastOf(given) ?? messageCommandOf(given) ?? ticketCommandOf(given);
}

function itemOf({
  kind,
  at,
  basis,
  occurredAt,
  clues,
  ordinal,
  other,
  late,
  odd,
}: Thrown): CustomerFileCommand | undefined {
  switch (kind) {
    case 'ReceiveMessage': {
      const item = { receivedAt: minute(at * 20), clues };
      return receive(`m${at}`, occurredAt, item, { automatic: late > 0 && odd ? 'auto-reply' : 'no' });
    }
    case 'ReceiveChat':
      return receive(`m${at}`, occurredAt, { newConversationKey: `s${ordinal}` }, { channel: 'chat', inbox: 'site' });
    case 'LogCall': {
      const call = called(`m${at}`, occurredAt, { clues }, { direction: odd ? 'outbound' : 'inbound' });
      return { ...call, recordOf: { callKey: `call-${other}`, began: ordinal > 1 } };
    }
    case 'ReportStatus': {
      const report = fact('ReplySent', { statusId: basis.commandId }).clear;
      return { kind, ...basis, occurredAt, status: odd ? 'failed' : 'read', reason: odd ? '131026' : '', report };
    }
    default:
      return undefined;
  }
}

function pastOf({ kind, at, basis, occurredAt, ordinal, other, odd }: Thrown): CustomerFileCommand | undefined {
  const about = { ...basis, occurredAt, clues: [{ conversationId: `ann.c${ordinal}`, reason: 'given' }] as const };
  const [nativeKey, origin] = [
    `INC${ordinal}`,
    { inbox: 'old-desk', lane: 'bulk', envelope: '1', parser: 'p@1' } as const,
  ];
  const item = {
    newConversationKey: '',
    policy: { reopenWindowSeconds: week, version: 'threading@1' },
    ticketNumber: at,
  };
  switch (kind) {
    case 'RecordOpening': {
      const opening = { ...origin, channel: 'phone', handle: 'ann@home', handleClass: 'personal', nativeKey } as const;
      return { kind, ...about, ...item, clues: odd ? about.clues : [], opening };
    }
    case 'RecordChange': {
      const status = statedStatuses[other - 1] ?? 'open';
      const now = odd
        ? { status, priority: priorities[ordinal] ?? 'low' }
        : { status, assigneeId: ['', 'ali', 'mona'][ordinal - 1] ?? '', topic: `topic-${other}` };
      return { kind, ...about, nativeKey, now };
    }
    case 'RecordReply': {
      const reply = { ...origin, messageId: basis.commandId, threadKeys: [], language: 'ar', nativeKey };
      return { kind, ...about, reply, resolves: odd };
    }
    default:
      return undefined;
  }
}

function messageCommandOf({
  kind,
  at,
  basis,
  occurredAt,
  clues,
  ordinal,
  other,
  odd,
}: Thrown): CustomerFileCommand | undefined {
  const [messageId, fromConversationId] = [`m${other * ordinal}`, `ann.c${ordinal}`];
  switch (kind) {
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
    default:
      return undefined;
  }
}

function ticketCommandOf({ kind, at, basis, ordinal, other, agentId, late, odd }: Thrown): CustomerFileCommand {
  const on = { ...basis, ticketId: `ann.${ordinal}` };
  switch (kind) {
    case 'WriteReply': {
      const then = odd ? ({ then: other > 2 ? 'pending' : 'resolved' } as const) : {};
      return { kind, ...on, messageId: `r${at}`, threadKeys: [], language: 'ar', ...then };
    }
    case 'AddNote':
      return { kind, ...on, noteId: `n${at}` };
    case 'HandOverTicket':
      return { kind, ...on, teamId: `team-${other}` };
    case 'PrioritiseTicket':
      return { kind, ...on, priority: priorities[other - 1] ?? 'low' };
    case 'TagTicket':
    case 'UntagTicket':
      return { kind, ...on, tag: `tag-${1 + (other % 2)}` };
    case 'SnoozeTicket':
      return { kind, ...on, until: minute(at * 20 + late) };
    case 'WakeTicket':
      return { kind, ...on, because: odd ? 'due' : 'agent' };
    case 'RecordSurveyAnswer':
      return { kind, ...on, solved: odd };
    default:
      return { kind: kind as 'ClaimTicket', ...on, agentId };
  }
}
