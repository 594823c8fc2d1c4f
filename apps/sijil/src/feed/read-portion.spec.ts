import type { FeedQuestion } from '#apps/api';
import { openBlobStore } from '#blobs/open';
import { newStream } from '#event-log';
import type { EventLog } from '#event-log';
import { openEventLog } from '#event-log/open';
import { draft } from '#event-log/testing';
import { Sealer } from '#sealing';
import { openSealingKeys } from '#sealing/open';
import { PositionTokens } from '../positions/position-tokens.js';
import { readPortion } from './read-portion.js';

describe('a portion of the feed', () => {
  let log: EventLog;
  let whole: bigint[];
  let stores: Parameters<typeof readPortion>[0];
  beforeEach(async () => {
    log = await openEventLog('memory:');
    whole = [];
    const read: EventLog['readAll'] = async (after, limit) => {
      const events = await log.readAll(after, limit);
      whole.push(...events.map(({ position }) => position));
      return events;
    };
    const spied = { traits: log.traits, readAll: read, readClear: log.readClear.bind(log), head: log.head.bind(log) };
    const sealer = new Sealer(await openSealingKeys('memory:'), await openBlobStore('memory:'));
    stores = { log: spied, sealer, positions: new PositionTokens('desk', 1, 'log') };
  });
  afterEach(() => log.close());

  const happens = async (type: string, times: number) => {
    for (let n = 0; n < times; n += 1) {
      const event = draft({ type });
      await log.append({ stream: `customer-${event.id}`, expected: newStream, events: [event] });
    }
  };
  const portion = async (more: Partial<FeedQuestion>) => {
    const usual = { after: 0n, limit: 10, types: [], streams: [], withText: false, form: 'list' } as const;
    const { bytes, ...said } = await readPortion(stores, { ...usual, ...more });
    const records = JSON.parse(`[${Buffer.from(bytes).toString().slice(0, -1)}]`) as { type: string }[];
    expect(records).toHaveLength(said.records);
    return said;
  };

  it('reads nothing whole of what is of no type that is asked for, and goes on behind it', async () => {
    await happens('NoteAdded', 520);
    const types = ['TicketOpened'];
    expect(await portion({ types })).toEqual({ records: 0, upTo: 500n, atHead: false });
    expect(await portion({ types, after: 500n })).toEqual({ records: 0, upTo: 520n, atHead: true });
    expect(whole).toEqual([]);
  });

  it('reads on from the first event of such a type', async () => {
    await happens('NoteAdded', 40);
    await happens('TicketOpened', 3);
    expect(await portion({ types: ['TicketOpened'] })).toEqual({ records: 3, upTo: 43n, atHead: true });
    expect(await portion({ types: ['TicketOpened'], limit: 2 })).toEqual({ records: 2, upTo: 42n, atHead: false });
    expect(whole).toEqual([41n, 42n, 43n, 41n, 42n, 43n]);
  });

  it('reads no more than it gives, and one to know whether there is more', async () => {
    await happens('NoteAdded', 5);
    expect(await portion({ limit: 2 })).toEqual({ records: 2, upTo: 2n, atHead: false });
    expect(await portion({ limit: 2, after: 3n })).toEqual({ records: 2, upTo: 5n, atHead: true });
    expect(whole).toEqual([1n, 2n, 3n, 4n, 5n]);
  });

  it('refuses a place beyond the end of the log, whatever is asked for', async () => {
    await happens('NoteAdded', 1);
    for (const types of [[], ['TicketOpened']]) {
      await expect(portion({ types, after: 2n })).rejects.toMatchObject({ code: 'POSITION.UNREADABLE' });
    }
    expect(await portion({ types: ['TicketOpened'], after: 1n })).toEqual({ records: 0, upTo: 1n, atHead: true });
  });
});
