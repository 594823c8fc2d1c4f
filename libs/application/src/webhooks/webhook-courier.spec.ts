import { openDeskStore } from '#desk-store/open';
import { webhookLease } from '#desk-store';
import type { DeskStore, Webhook } from '#desk-store';
import { newStream } from '#event-log';
import type { EventLog } from '#event-log';
import { openEventLog } from '#event-log/open';
import { draft } from '#event-log/testing';
import type { PostOutcome, WebhookPost } from '#webhooks';
import { usualPatience } from './judge-delivery.js';
import { SharedLog } from './shared-log.js';
import { WebhookCourier } from './webhook-courier.js';
import type { RecordsQuestion } from './webhook-delivery.js';

const start = Date.parse('2026-03-01T08:00:00.000Z');
const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const taken: PostOutcome = { kind: 'answered', status: 200 };
const refused: PostOutcome = { kind: 'answered', status: 503 };

/** One post, as the other end saw it. */
interface Posted {
  readonly to: string;
  readonly id: string;
  readonly positions: readonly number[];
  /** Seconds since the beginning. */
  readonly at: number;
}

describe('the courier of webhooks', () => {
  let [store, log] = [] as unknown as [DeskStore, EventLog];
  let time: number;
  let posted: Posted[];
  let answer: (posted: Posted) => PostOutcome | Promise<PostOutcome>;
  let running: { readonly courier: WebhookCourier; stop(): Promise<void> }[];
  let faults: unknown[];
  let secrets: Record<string, string>;
  let reads: number;

  beforeEach(async () => {
    [store, log] = [await openDeskStore('memory:'), await openEventLog('memory:')];
    [time, posted, running, faults, secrets, reads] = [start, [], [], [], { SECRET: secret }, 0];
    answer = () => taken;
  });
  afterEach(async () => {
    await Promise.all(running.map(({ stop }) => stop()));
    await Promise.all([store.close(), log.close()]);
    expect(faults).toEqual([]);
  });

  /** Events of one kind, each on a stream of its own. */
  const happens = async (events: number, type = 'NoteAdded') => {
    for (let n = 0; n < events; n += 1) {
      await log.append({ stream: `customer-${type}${time}${n}`, expected: newStream, events: [draft({ type })] });
    }
    time += 1000;
  };
  const make = async (id: string, more: Partial<Webhook['settings']> = {}, epoch = 1) => {
    const settings = { url: `https://${id}.example`, secretName: 'SECRET', types: [], streams: [], withText: false, maxRecords: 2, ...more }; // prettier-ignore
    const cursor = { epoch, position: 0n, hash: new Uint8Array(32) };
    await store.webhooks.add({ id, revision: 'r1', settings, createdAt: new Date(start).toISOString(), cursor });
  };
  const read = async ({ after, limit, types }: RecordsQuestion) => {
    reads += 1;
    const events = await log.readAll(after, 100);
    const wanted = events.filter(({ type }) => types.length === 0 || types.includes(type)).slice(0, limit);
    const isCut = wanted.length === limit;
    const upTo = (isCut ? wanted : events).at(-1)?.position ?? after;
    const bytes = Buffer.from(wanted.map(({ position }) => `${position},`).join(''));
    return { bytes, records: wanted.length, upTo, atHead: !isCut };
  };
  const post = async ({ url, headers, body }: WebhookPost): Promise<PostOutcome> => {
    const { records } = JSON.parse(Buffer.from(body).toString()) as { records: number[] };
    const one = { to: new URL(url).hostname.split('.')[0] ?? '', id: headers['webhook-id'] ?? '', positions: records, at: (time - start) / 1000 }; // prettier-ignore
    posted.push(one);
    return answer(one);
  };
  const begin = (holder = 'a') => {
    const stopping = new AbortController();
    const courier = new WebhookCourier({
      ...{
        store,
        log: new SharedLog(log),
        read,
        epoch: 1,
        deskId: 'desk-1',
        sender: { post },
        patience: usualPatience,
      },
      clock: { now: () => new Date(time).toISOString() },
      secret: (name) => secrets[name],
      // Time passes where it would be waited for, and only there.
      rest: async (milliseconds) => void (time += milliseconds),
      onFault: (fault) => faults.push(fault),
    });
    const work = courier.run(holder, stopping.signal);
    const stop = () => (stopping.abort(), work);
    running.push({ courier, stop });
    return { look: () => courier.look(), stop };
  };
  const until = async (isSo: () => boolean | Promise<boolean>) => {
    while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
  };
  const stands = async (id: string) => (await store.webhooks.find(id))?.cursor.position;
  const to = (id: string) => posted.filter((one) => one.to === id);

  it('tells everything in order, in lists of the size that was asked for', async () => {
    await happens(5);
    await make('crm');
    begin();
    await until(async () => (await stands('crm')) === 5n);
    expect(posted.map(({ positions }) => positions)).toEqual([[1, 2], [3, 4], [5]]);
    await happens(1);
    await until(async () => (await stands('crm')) === 6n);
    expect(posted.at(-1)?.positions).toEqual([6]);
  });

  it('sends a delivery that was refused again, as it was, also when more has happened, and later each time', async () => {
    await happens(1);
    await make('crm');
    answer = async () => {
      if (posted.length === 1) await happens(3);
      return posted.length < 4 ? refused : taken;
    };
    begin();
    await until(async () => (await stands('crm')) === 4n);
    expect(posted.map(({ positions }) => positions)).toEqual([[1], [1], [1], [1], [2, 3], [4]]);
    expect(new Set(posted.slice(0, 4).map(({ id }) => id)).size).toBe(1);
    const rests = posted.slice(1, 4).map(({ at }, n) => at - (posted[n]?.at ?? 0));
    expect(rests).toEqual([...rests].sort((one, other) => one - other));
    expect(await store.webhooks.find('crm')).toMatchObject({ tries: { failures: 0, failedTries: 3, deliveries: 3 } });
  });

  it('sends the same again also where much was passed over that nobody asks for', async () => {
    await happens(150);
    await happens(2, 'TicketOpened');
    await make('crm', { types: ['TicketOpened'] });
    answer = () => (posted.length < 3 ? refused : taken);
    begin();
    await until(async () => (await stands('crm')) === 152n);
    expect(posted.map(({ positions }) => positions)).toEqual([[151, 152], [151, 152], [151, 152]]); // prettier-ignore
  });

  it('gives up after three days, and says so; what it pauses it leaves alone', async () => {
    await happens(3);
    await make('crm');
    answer = () => refused;
    begin();
    await until(async () => (await store.webhooks.find('crm'))?.pause !== undefined);
    const webhook = await store.webhooks.find('crm');
    expect(webhook?.pause?.reason).toBe('WEBHOOK.GIVEN_UP');
    expect(time - start).toBeGreaterThanOrEqual(3 * 86_400_000);
    expect(time - start).toBeLessThan(3.2 * 86_400_000);
    expect(posted.length).toBeLessThan(110);
    expect(webhook?.cursor.position).toBe(0n);
  });

  it('lets no webhook wait for another', async () => {
    await happens(6);
    await make('crm');
    await make('dead');
    const { promise: answered, resolve: answerNow } = Promise.withResolvers<PostOutcome>();
    answer = (one) => (one.to === 'dead' ? answered : taken);
    begin();
    await until(async () => (await stands('crm')) === 6n);
    await happens(1);
    await until(async () => (await stands('crm')) === 7n);
    expect([to('dead').length, await stands('dead')]).toEqual([1, 0n]);
    answerNow(taken);
    await until(async () => (await stands('dead')) === 7n);
    expect(to('dead').map(({ positions }) => positions)).toEqual([[1, 2], [3, 4], [5, 6], [7]]); // prettier-ignore
  });

  it('reads no further than what the other end takes, however much happens meanwhile', async () => {
    await happens(2);
    await make('slow');
    const { promise: answered, resolve: answerNow } = Promise.withResolvers<PostOutcome>();
    answer = () => answered;
    begin();
    await until(() => posted.length === 1);
    await happens(100);
    expect([reads, posted.length]).toEqual([1, 1]);
    answerNow(taken);
    await until(async () => (await stands('slow')) === 102n);
    expect(posted.flatMap(({ positions }) => positions)).toEqual(Array.from({ length: 102 }, (_, n) => n + 1));
  });

  it('begins no request for a webhook that was paused, though it has not heard of it yet', async () => {
    await happens(1);
    await make('crm');
    begin();
    await until(async () => (await stands('crm')) === 1n);
    await store.webhooks.change('crm', 'r2', { pause: { by: 'lina', reason: 'WEBHOOK.PAUSED', at: '' } });
    const before = reads;
    await happens(1);
    await until(() => reads > before);
    await running[0]?.stop();
    expect(posted.map(({ positions }) => positions)).toEqual([[1]]);
  });

  it('forgets what came of a delivery when somebody moved the webhook meanwhile', async () => {
    await happens(4);
    await make('crm');
    const courier = begin();
    await until(async () => (await stands('crm')) === 4n);
    const cursor = { epoch: 1, position: 2n, hash: new Uint8Array(32) };
    answer = async () => {
      answer = () => taken;
      await store.webhooks.change('crm', 'r2', { cursor });
      courier.look();
      return taken;
    };
    await happens(1);
    await until(async () => (await stands('crm')) === 5n);
    expect(posted.map(({ positions }) => positions)).toEqual([[1, 2], [3, 4], [5], [3, 4], [5]]); // prettier-ignore
  });

  it('writes down now and then how far it came where nothing was to be delivered', async () => {
    await happens(5);
    await make('crm', { types: ['TicketOpened'] });
    begin();
    await until(async () => {
      time += 11_000;
      await happens(1);
      return ((await stands('crm')) ?? 0n) > 0n;
    });
    expect(posted).toEqual([]);
  });

  it('sends nothing for a place that was counted before the desk was restored', async () => {
    await happens(2);
    await make('crm', {}, 7);
    begin();
    await until(async () => (await store.webhooks.find('crm'))?.pause?.reason === 'WEBHOOK.DESK_RESTORED');
    expect([posted, await stands('crm')]).toEqual([[], 0n]);
  });

  it('sends nothing unsigned: without a secret it tries in vain', async () => {
    await happens(1);
    await make('crm');
    secrets = {};
    const courier = begin();
    await until(async () => (await store.webhooks.find('crm'))?.pause !== undefined);
    expect(await store.webhooks.find('crm')).toMatchObject({ tries: { lastOutcome: 'WEBHOOK.SECRET_UNUSABLE' } });
    expect(posted).toEqual([]);
    secrets = { SECRET: secret };
    await store.webhooks.change('crm', 'r2', { pause: null });
    courier.look();
    await until(async () => (await stands('crm')) === 1n);
  });

  it('works alone: another one waits until the first has gone', async () => {
    await happens(2);
    await make('crm');
    const first = begin('a');
    await until(async () => (await stands('crm')) === 2n);
    const second = begin('b');
    await happens(1);
    await until(async () => (await stands('crm')) === 3n);
    await first.stop();
    await happens(1);
    second.look();
    await until(async () => (await stands('crm')) === 4n);
    expect(posted.map(({ positions }) => positions)).toEqual([[1, 2], [3], [4]]); // prettier-ignore
  });

  it('holds nothing while every webhook is paused', async () => {
    await make('crm');
    await store.webhooks.change('crm', 'r2', { pause: { by: 'lina', reason: 'WEBHOOK.PAUSED', at: '' } });
    const courier = begin();
    await happens(1);
    courier.look();
    expect(await store.leases.acquire(webhookLease, 'anybody', new Date(time).toISOString(), 1)).toBeDefined();
    expect(posted).toEqual([]);
  });
});
