import fc from 'fast-check';
import { called, carriedOut, folded, minute, receive } from '../../testing/index.js';
import { itemsOf } from '../persistent/index.js';
import { asksForAnswer } from './asks-for-answer.js';
import type { LogCall, ReceiveMessage } from './customer-file.commands.js';
import type { Clue } from './item.command.js';
import type { CustomerFileEvent } from './customer-file.events.js';
import type { CustomerFile } from './customer-file.js';

type Item = ReceiveMessage | LogCall;

/** A customer's items: threads of mail, each naming all before it, chat sessions and calls. */
const anyItems: fc.Arbitrary<readonly Item[]> = fc
  .array(
    fc.record({
      road: fc.constantFrom('mail', 'chat', 'call'),
      thread: fc.integer({ min: 1, max: 3 }),
      automatic: fc.constantFrom('no', 'no', 'no', 'bounce'),
      outbound: fc.boolean(),
    }),
    { maxLength: 14, size: 'max' },
  )
  .map((rows) => {
    const named = new Map<number, string[]>();
    return rows.map(({ road, thread, automatic, outbound }, at) => {
      const id = `m${at}`;
      const key = { newConversationKey: `key-${thread}` };
      if (road === 'chat') return receive(id, minute(at), key, { inbox: 'site', channel: 'chat' });
      if (road === 'call') return called(id, minute(at), key, { direction: outbound ? 'outbound' : 'inbound' });
      const threadKeys = [id, ...(named.get(thread) ?? [])];
      named.set(thread, threadKeys);
      return receive(id, minute(at), {}, { automatic, threadKeys });
    });
  });

/** Delivers items as the sequencer would: with the clues of an index that folds what was recorded, first id wins. */
function delivered(items: readonly Item[]) {
  const index = new Map<string, string>();
  const facts: CustomerFileEvent[] = [];
  let file = folded('ann', []);
  for (const item of items) {
    const keys = item.kind === 'ReceiveMessage' ? item.message.threadKeys : [];
    const clues = keys.flatMap((key): Clue[] => {
      const conversationId = index.get(key);
      return conversationId === undefined ? [] : [{ conversationId, reason: 'references' }];
    });
    const after = carriedOut(file, { ...item, clues });
    file = after.file;
    facts.push(...after.facts);
    for (const { type, clear } of after.facts) {
      if (type !== 'MessageReceived') continue;
      for (const key of clear.threadKeys) if (!index.has(key)) index.set(key, clear.conversationId);
    }
  }
  return { file, facts };
}

/** Which items stand together, whatever their conversations are called. */
function together(facts: readonly CustomerFileEvent[]): string[] {
  const spoken = facts.filter(({ type }) => type === 'MessageReceived' || type === 'CallLogged');
  const clears = spoken.map(({ clear }) => clear as { messageId: string; conversationId: string });
  return [...Map.groupBy(clears, ({ conversationId }) => conversationId).values()]
    .map((group) =>
      group
        .map(({ messageId }) => messageId)
        .toSorted()
        .join(' '),
    )
    .toSorted();
}

const anyTwoOrders = anyItems.chain((items) =>
  fc.tuple(fc.constant(items), fc.shuffledSubarray([...items], { minLength: items.length })),
);

describe('In whatever order a customer’s messages and calls are delivered', () => {
  it('the same ones stand together in the same conversations', () => {
    fc.assert(
      fc.property(anyTwoOrders, ([one, other]) => {
        expect(together(delivered(other).facts)).toEqual(together(delivered(one).facts));
      }),
      { numRuns: 500 },
    );
  });

  it('none is kept twice, however often it is delivered', () => {
    fc.assert(
      fc.property(anyTwoOrders, ([one, other]) => {
        expect(together(delivered([...one, ...other]).facts)).toEqual(together(delivered(one).facts));
      }),
      { numRuns: 500 },
    );
  });

  it('every conversation in which the customer asked for something has a ticket, and no other has', () => {
    fc.assert(
      fc.property(anyTwoOrders, ([items, order]) => {
        const { file, facts } = delivered(order);
        const asking = new Set<string>();
        for (const { type, clear } of facts) {
          if ((type === 'MessageReceived' || type === 'CallLogged') && asksForAnswer(clear))
            asking.add(clear.conversationId);
        }
        expect(withTicket(file)).toEqual(withTicket(file).filter((id) => asking.has(id)));
        expect(withTicket(file).length).toBe(asking.size);
        expect(file.version).toBe(items.length + asking.size);
      }),
      { numRuns: 500 },
    );
  });
});

const withTicket = ({ conversations }: CustomerFile): string[] =>
  [...itemsOf(conversations)].filter(({ ticketId }) => ticketId !== undefined).map((each) => each.conversationId);
