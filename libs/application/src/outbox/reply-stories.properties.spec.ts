import fc from 'fast-check';
import type { WaitingReply } from '#desk-store';
import { decideCustomerFile, DomainRefusal, emptyCustomerFile, evolveCustomerFile } from '#domain';
import type { CustomerFile, CustomerFileCommand, CustomerFileEvent } from '#domain';
import { anyThrows, asked, commandOf, minute, receive } from '#domain/testing';
import type { Throw } from '#domain/testing';
import { newStream } from '#event-log';
import type { EventDraft, EventLog } from '#event-log';
import { openEventLog } from '#event-log/open';
import { draft } from '#event-log/testing';
import { testStores } from '../../testing/index.js';
import { recordersOver } from '../recording/recorders.js';
import { ReplyStories } from './reply-stories.js';
import type { ReplyStory } from './reply-story.js';
import { wholeStory } from './whole-story.js';

const stream = 'customer-ann';

/** What the rules say to a command; nothing where they refuse it. */
function said(file: CustomerFile, command: CustomerFileCommand): readonly CustomerFileEvent[] {
  try {
    return decideCustomerFile(file, command);
  } catch (refusal) {
    if (!(refusal instanceof DomainRefusal)) throw refusal;
    return [];
  }
}

const talk: ReadonlySet<string> = new Set(['ReceiveMessage', 'ReceiveChat', 'LogCall', 'WriteReply', 'ReportStatus']);
const moving: ReadonlySet<string> = new Set(['MoveMessage', 'TransferMessageOut', 'TransferMessageIn']);

/** Mostly talk: messages of people and machines, to two inboxes, and replies that name what they answer or do not. */
function talkOf(thrown: Throw, at: number): CustomerFileCommand {
  const { kind, late, odd, ordinal, other, agentId } = thrown;
  const isKept = talk.has(kind) || (moving.has(kind) && late === 3000);
  const command = commandOf({ ...thrown, kind: isKept ? kind : odd ? 'WriteReply' : 'ReceiveMessage' }, at);
  switch (command.kind) {
    case 'WriteReply':
      return other > 2 ? { ...command, answers: `m${ordinal * other}` } : command;
    case 'ReportStatus':
      return { ...command, status: odd ? 'sent' : command.status, report: { ...command.report, messageId: `r${at - 1}` } }; // prettier-ignore
    case 'ReceiveMessage': {
      const inbox = agentId === 'mona' && command.message.channel === 'email' ? 'sales' : command.message.inbox;
      return { ...command, message: { ...command.message, inbox, handleClass: other === 4 ? 'none' : 'personal' } };
    }
    default:
      return command;
  }
}

/** A file of which these commands were asked, in a log of its own. */
async function fileOf(commands: readonly CustomerFileCommand[]): Promise<EventLog> {
  const log = await openEventLog('memory:');
  let file = emptyCustomerFile('ann');
  const events: EventDraft[] = [];
  for (const command of commands) {
    const occurredAt = 'occurredAt' in command ? command.occurredAt : command.at;
    for (const { type, clear } of said(file, command)) {
      const event = draft({ type, clear, occurredAt });
      file = evolveCustomerFile(file, event as never);
      events.push(event);
    }
  }
  if (events.length > 0) await log.append({ stream, expected: newStream, events });
  return log;
}

/** All replies of a file, told in both ways; how many there are, and for how many the whole file was not read. */
async function toldTwice(log: EventLog): Promise<readonly [stories: number, fromItsPlace: number]> {
  const { sealer } = await testStores();
  const { files } = recordersOver(log, sealer);
  await files.load(stream);
  const stories = new ReplyStories(log, files);
  const readStream = log.readStream.bind(log);
  let [wholeFiles, count, fromItsPlace] = [0, 0, 0];
  log.readStream = async (of, after, limit) => {
    if (after === 0 && limit === 1_000) wholeFiles += 1;
    return readStream(of, after, limit);
  };
  for (const { type, clear, position } of await log.readAll(0n, 10_000)) {
    if (type !== 'ReplyWritten') continue;
    const [replyId, conversationId, inbox] = ['messageId', 'conversationId', 'inbox'].map((name) => String(clear[name])) as [string, string, string]; // prettier-ignore
    const reply = { replyId, stream, conversationId, inbox, position } as WaitingReply;
    wholeFiles = 0;
    const story = await stories.of(reply);
    if (wholeFiles === 0) fromItsPlace += 1;
    expect(await told(story)).toEqual(await told(await wholeStory(log, reply)));
    count += 1;
  }
  return [count, fromItsPlace];
}

/** All that a story tells; of messages that come twice the first. */
async function told({ answerable, ...story }: ReplyStory) {
  const turns: number[] = [];
  for await (const { version } of answerable) turns.push(version);
  return { ...story, turns: [...new Set(turns)] };
}

describe('The story of a reply, told from its own place, is the same as out of the whole file', () => {
  it('whatever happened in the file', async () => {
    let [stories, fromItsPlace] = [0, 0];
    await fc.assert(
      fc.asyncProperty(anyThrows, async (throws) => {
        const [told, quick] = await toldTwice(await fileOf(throws.map(talkOf)));
        [stories, fromItsPlace] = [stories + told, fromItsPlace + quick];
      }),
      { numRuns: 200 },
    );
    expect(fromItsPlace).toBeGreaterThan(stories / 5);
  });

  it('where a message was moved of which the file forgot where it stood', async () => {
    const mails = Array.from({ length: 1_060 }, (_, nth) => receive(`m${nth}`, minute(nth), nth < 2 ? {} : { clues: [{ conversationId: 'ann.c2', reason: 'references' }] })); // prettier-ignore
    const believed = { messageId: 'm0', fromConversationId: 'ann.c2', ticketNumber: 1 };
    const moved = { kind: 'MoveMessage', ...asked('move', minute(2_000)), ...believed } as const;
    const reply = { kind: 'WriteReply', ...asked('reply', minute(2_001)), ticketId: 'ann.1', messageId: 'r1', threadKeys: [], language: 'en' } as const; // prettier-ignore
    expect(await toldTwice(await fileOf([...mails, moved, reply]))).toEqual([1, 0]);
  });
});
