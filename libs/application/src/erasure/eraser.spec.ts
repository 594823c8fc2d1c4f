import type { EventLog, RecordedEvent } from '#event-log';
import { email, message, TestDesk, testStores } from '../../testing/index.js';
import type { TestStores } from '../../testing/index.js';

const lina = [email('lina@example.com')];
const sami = [email('sami@example.com')];

/** The same log; what is read of all of it is counted. */
const countingReads = (log: EventLog, count: (events: number) => void): EventLog =>
  new Proxy(log, {
    get: (target, name) => {
      if (name !== 'readAll') return bound(target, name);
      return async (after: bigint, limit: number) => {
        const events = await target.readAll(after, limit);
        count(events.length);
        return events;
      };
    },
  });

const bound = (log: EventLog, name: string | symbol): unknown => {
  const value: unknown = Reflect.get(log, name);
  return typeof value === 'function' ? (value.bind(log) as unknown) : value;
};

describe('Erasing a customer', () => {
  let stores: TestStores;
  let desk: TestDesk;
  beforeEach(async () => {
    stores = await testStores();
    desk = await TestDesk.open(stores);
    await desk.connect('help', 'email');
  });

  const wrote = async (id: string) => {
    const events = await desk.events();
    const thread = stores.keys.thread('email', id);
    return events.find(
      ({ type, clear }) => type === 'MessageReceived' && clear['nativeKey'] === thread,
    ) as RecordedEvent;
  };
  const customerOf = async (id: string) => (await wrote(id)).stream.slice('customer-'.length);
  const isReadable = async ({ sealed }: RecordedEvent) => {
    const part = sealed['content'];
    return part !== undefined && (await stores.sealer.open(part, 'content')) !== undefined;
  };
  const bodyAt = async (position: bigint) => {
    const { body } = (await stores.store.inbound.at(position)) ?? {};
    return body && Buffer.from(body).toString();
  };

  it('takes their words, and those of nobody else', async () => {
    await desk.push('help', [message({ by: lina, id: 'm1' })]);
    await desk.push('help', [message({ by: sami, id: 'm2' })]);
    await desk.settle();
    const counts = await desk.erase([await customerOf('m1')]);
    expect(counts).toMatchObject({ parts: 3, envelopes: 1, handles: 1 });
    expect([await isReadable(await wrote('m1')), await isReadable(await wrote('m2'))]).toEqual([false, true]);
    expect([await bodyAt(1n), await bodyAt(2n)]).toEqual([undefined, expect.stringContaining('sami@example.com')]);
  });

  it('takes what was kept of their file beside the log', async () => {
    await desk.push('help', [message({ by: lina, id: 'm1' })]);
    await desk.push('help', [message({ by: sami, id: 'm2' })]);
    await desk.settle();
    const { snapshots } = stores.store;
    const kept = { version: 1_000, hash: new Uint8Array(32), code: 'any', bytes: new Uint8Array(1) };
    for (const id of ['m1', 'm2']) await snapshots.keep({ ...kept, stream: (await wrote(id)).stream });
    await desk.erase([await customerOf('m1')]);
    expect(await snapshots.find((await wrote('m1')).stream)).toBeUndefined();
    expect(await snapshots.find((await wrote('m2')).stream)).toBeDefined();
  });

  it('is over at once when it is repeated', async () => {
    await desk.push('help', [message({ by: lina, id: 'm1' })]);
    await desk.settle();
    const customerId = await customerOf('m1');
    await desk.erase([customerId]);
    const before = await desk.events();
    await desk.erase([customerId]);
    expect(await desk.events()).toHaveLength(before.length);
  });

  it('makes who writes again somebody new, also where they answer in their old thread', async () => {
    await desk.push('help', [message({ by: lina, id: 'm1' })]);
    await desk.settle();
    const before = await customerOf('m1');
    await desk.erase([before]);
    await desk.push('help', [message({ by: lina, id: 'm9', thread: { inReplyTo: ['m1'] } })]);
    await desk.settle();
    expect(await customerOf('m9')).not.toBe(before);
    expect(await isReadable(await wrote('m9'))).toBe(true);
  });

  it('gives an answer by somebody else in the old thread a file of its own', async () => {
    await desk.push('help', [message({ by: lina, id: 'm1' })]);
    await desk.settle();
    await desk.erase([await customerOf('m1')]);
    await desk.push('help', [message({ by: sami, id: 'm2', thread: { references: ['m1'] } })]);
    await desk.settle();
    expect(await customerOf('m2')).not.toBe(await customerOf('m1'));
  });

  it('takes every envelope their items came in again, though no fact names it', async () => {
    await desk.push('help', [message({ by: lina, id: 'm1', at: '2026-02-28T10:00:00.000Z' })], 'live', 'a');
    await desk.settle();
    await desk.push('help', [message({ by: lina, id: 'm1', at: '2026-02-28T10:00:00.000Z', text: 'other bytes' })], 'bulk', 'b'); // prettier-ignore
    await desk.settle();
    expect(await desk.erase([await customerOf('m1')])).toMatchObject({ envelopes: 2 });
    expect([await bodyAt(1n), await bodyAt(2n)]).toEqual([undefined, undefined]);
  });

  it('leaves a message with the customer it was moved to, and takes one that was moved here', async () => {
    const actor = { class: 'agent', id: 'ali' } as const;
    await desk.push('help', [message({ by: lina, id: 'm1' })]);
    await desk.push('help', [message({ by: lina, id: 'm2' })]);
    await desk.push('help', [message({ by: sami, id: 'm3' })]);
    await desk.push('help', [message({ by: sami, id: 'm4' })]);
    await desk.settle();
    const [hers, his] = [await customerOf('m1'), await customerOf('m3')];
    const move = async (id: string, toCustomerId: string) => {
      const { messageId, conversationId } = (await wrote(id)).clear;
      const moved = { messageId: String(messageId), fromConversationId: String(conversationId), toCustomerId };
      await desk.commands.execute(`move ${id}`, actor, { kind: 'TransferMessage', ...moved });
    };
    await move('m2', his);
    await move('m4', hers);
    await desk.erase([hers]);
    const readable = await Promise.all(['m1', 'm2', 'm3', 'm4'].map(async (id) => isReadable(await wrote(id))));
    expect(readable).toEqual([false, true, true, false]);
    expect([await bodyAt(1n), await bodyAt(4n)]).toEqual([undefined, undefined]);
    expect(await bodyAt(2n)).toContain('m2');
  });

  it('reads the whole log once for both of its acts, and not where the intake stands', async () => {
    const reads = { here: 0, elsewhere: 0 };
    const [here, elsewhere] = (['here', 'elsewhere'] as const).map((where) =>
      countingReads(stores.log, (events) => (reads[where] += events)),
    ) as [EventLog, EventLog];
    const counted = await TestDesk.open({ ...stores, log: here }, undefined, elsewhere);
    for (let n = 0; n < 40; n += 1) await counted.push('help', [message({ by: lina, id: `m${n}` })]);
    await counted.push('help', [message({ by: sami, id: 's1' })]);
    await counted.settle();
    const [customerId, written] = [await customerOf('m1'), (await desk.events()).length];
    reads.here = 0;
    await counted.erase([customerId]);
    const since = (await desk.events()).length - written;
    expect(reads.elsewhere).toBe(written);
    expect(reads.here).toBe(since);
  });

  it('takes what came after the log was surveyed, and leaves what was moved away after that', async () => {
    const actor = { class: 'agent', id: 'ali' } as const;
    let meanwhile: () => Promise<void> = async () => undefined;
    const elsewhere = new Proxy(stores.log, {
      get: (log, name) => {
        if (name !== 'readAll') return bound(log, name);
        return async (after: bigint, limit: number) => {
          const events = await log.readAll(after, limit);
          if (events.length === 0) await meanwhile();
          return events;
        };
      },
    });
    const late = await TestDesk.open(stores, undefined, elsewhere);
    await late.push('help', [message({ by: lina, id: 'm1' })]);
    await late.push('help', [message({ by: lina, id: 'm2' })]);
    await late.push('help', [message({ by: sami, id: 's1' })]);
    await late.settle();
    const [hers, his] = [await customerOf('m1'), await customerOf('s1')];
    meanwhile = async () => {
      meanwhile = async () => undefined;
      const { messageId, conversationId } = (await wrote('m2')).clear;
      const moved = { messageId: String(messageId), fromConversationId: String(conversationId), toCustomerId: his };
      await late.commands.execute('move', actor, { kind: 'TransferMessage', ...moved });
      await late.push('help', [message({ by: lina, id: 'm3' })]);
      while ((await wrote('m3')) === undefined) await new Promise((resolve) => setImmediate(resolve));
    };
    await late.erase([hers]);
    const readable = await Promise.all(['m1', 'm2', 'm3', 's1'].map(async (id) => isReadable(await wrote(id))));
    expect(readable).toEqual([false, true, false, true]);
    expect([await bodyAt(1n), await bodyAt(4n)]).toEqual([undefined, undefined]);
    expect(await bodyAt(2n)).toContain('m2');
  });

  it('refuses commands that would bring words or people into the file', async () => {
    const actor = { class: 'agent', id: 'ali' } as const;
    await desk.push('help', [message({ by: lina, id: 'm1' })]);
    await desk.push('help', [message({ by: sami, id: 'm2' })]);
    await desk.settle();
    const [hers, his] = [await customerOf('m1'), await customerOf('m2')];
    await desk.erase([hers]);
    const refused = { code: 'CUSTOMER.ERASED', customerId: hers };
    const note = { kind: 'AddNote', ticketId: `${hers}.1`, text: 'hello' } as const;
    await expect(desk.commands.execute('k1', actor, note)).rejects.toMatchObject(refused);
    const merge = { kind: 'MergeCustomers', customerIds: [his, hers] } as const;
    await expect(desk.commands.execute('k2', actor, merge)).rejects.toMatchObject(refused);
    const claim = { kind: 'ClaimHandle', customerId: hers, handleKind: 'email', handle: 'lina@home.example' } as const;
    await expect(desk.commands.execute('k3', actor, claim)).rejects.toMatchObject(refused);
  });
});
