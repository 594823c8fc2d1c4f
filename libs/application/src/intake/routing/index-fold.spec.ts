import type { AnyFact, FactNamed } from '#domain';
import { fact, minute } from '#domain/testing';
import type { RecordedEvent } from '#event-log';
import { draft } from '#event-log/testing';
import { KeyedDigest } from '#sealing';
import { EventTypeUnknown } from '../../recording/fact-of.js';
import { IntakeKeys } from '../keys.js';
import { foldIntoIndex, threadKeysOf } from './index-fold.js';

const keys = new IntakeKeys(new KeyedDigest(new Uint8Array(32)));
const recorded = <Type extends AnyFact['type']>(
  stream: string,
  type: Type,
  said: Partial<FactNamed<Type>['clear']> = {},
): RecordedEvent => ({
  ...draft(),
  ...fact(type, said),
  stream,
  version: 1,
  position: 1n,
  recordedAt: minute(0),
  hash: new Uint8Array(32),
});
const folded = (
  events: readonly RecordedEvent[],
  known: ReadonlyMap<string, string> = new Map(),
  moved: ReadonlyMap<string, string> = new Map(),
) => foldIntoIndex(events, { keys, known, moved, erased: new Map() });

describe('the look-up index', () => {
  const first = recorded('customer-ann', 'MessageReceived', { messageId: 'm1', threadKeys: ['k1', 'parent'] });

  it('leads every id a message names to its conversation, and its item to its file', () => {
    const { items, threads } = folded([first]);
    expect([...items]).toEqual([['m1', 'customer-ann']]);
    expect(Object.fromEntries(threads)).toEqual({ k1: 'ann.c1', parent: 'ann.c1' });
    expect(threadKeysOf([first])).toEqual(['k1', 'parent']);
  });

  it('keeps leading an id where it led first, in this run or before', () => {
    const later = recorded('customer-ann', 'MessageReceived', { messageId: 'm2', conversationId: 'ann.c2', threadKeys: ['k1', 'k2', 'k3'] }); // prettier-ignore
    const { threads } = folded([first, later], new Map([['k3', 'bob.c9']]));
    expect(Object.fromEntries(threads)).toEqual({ k1: 'ann.c1', parent: 'ann.c1', k2: 'ann.c2' });
  });

  it('follows a message that moved, and one that went to another customer', () => {
    const moved = recorded('customer-ann', 'MessageMoved', { messageId: 'm1', conversationId: 'ann.c2' });
    expect(folded([first, moved], new Map(), new Map([['m1', 'k1']])).threads.get('k1')).toBe('ann.c2');
    const arrived = recorded('customer-bob', 'MessageTransferredIn', { messageId: 'm1', conversationId: 'bob.c1', nativeKey: 'k1', threadKeys: ['k1'] }); // prettier-ignore
    const { items, threads } = folded([first, arrived]);
    expect([items.get('m1'), threads.get('k1')]).toEqual(['customer-bob', 'bob.c1']);
  });

  it('finds a conversation by the ids of our own answers, its ticket’s number and its own address', () => {
    const reply = recorded('customer-ann', 'ReplyWritten', { messageId: 'r1', threadKeys: ['own'] });
    const opened = recorded('customer-ann', 'TicketOpened', { conversationId: 'ann.c1', number: 7 });
    const { threads } = folded([reply, opened]);
    const found = ['own', keys.ticketNumber(7), keys.plus(keys.plusToken('ann.c1'))].map((key) => threads.get(key));
    expect(found).toEqual(['ann.c1', 'ann.c1', 'ann.c1']);
  });

  it('knows for whom a handle speaks, until it is released', () => {
    const claimed = recorded('handle-h1', 'HandleClaimed', { customerId: 'ann' });
    expect(folded([claimed]).handles.get('h1')).toBe('ann');
    expect(folded([claimed, recorded('handle-h1', 'HandleReleased')]).handles.get('h1')).toBe('');
  });

  it('remembers what was called, reported, noticed and refused, so that nothing is recorded twice', () => {
    const { items } = folded([
      recorded('customer-ann', 'CallLogged', { messageId: 'call' }),
      recorded('customer-ann', 'ReplyDelivered', { statusId: 'status' }),
      recorded('inbox-help', 'NoticeReceived', { noticeId: 'notice' }),
      recorded('inbox-help', 'EnvelopeQuarantined', { envelope: '7', item: 'row 2', parser: 'test@1' }),
    ]);
    expect([...items.keys()]).toEqual(['call', 'status', 'notice', keys.refusal(7n, 'row 2', 'test@1')]);
  });

  it('stops at an event that newer code wrote', () => {
    expect(() => folded([{ ...first, type: 'MessageSung' }])).toThrow(EventTypeUnknown);
  });
});
