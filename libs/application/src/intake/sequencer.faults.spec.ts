import type { Item } from '#channels';
import type { DeskStore } from '#desk-store';
import { emptyInbox } from '#domain';
import { LogUnavailable } from '#event-log';
import { email, inboxSettings, message, testStores } from '../../testing/index.js';
import type { TestStores } from '../../testing/index.js';
import { Door } from '../door/door.js';
import { InboxRegister } from '../inboxes/inbox-register.js';
import { recordersOver } from '../recording/recorders.js';
import { Transfers } from '../transfers/transfers.js';
import { createIntake } from './create-intake.js';
import { outlineEnvelope } from './reading/outline.js';
import type { Parse } from './reading/read-envelope.js';
import type { Sequencer } from './sequencer.js';
import { TicketNumbers } from './ticket-numbers.js';

const by = [email('lina@example.com')];
const instant = (second: number) => new Date(Date.UTC(2026, 2, 1, 8, 0, second)).toISOString();
const mails = (count: number, prefix: string): readonly Item[] =>
  Array.from({ length: count }, (_, at) => message({ by, id: `${prefix}${at}` }));

describe('the sequencer under faults', () => {
  let stores: TestStores;
  let inboxes: InboxRegister;
  let second: number;
  let faults: unknown[];
  /** What the parser cannot read yet. */
  let unreadable: boolean;
  beforeEach(async () => {
    [second, faults, unreadable] = [0, [], false];
    stores = await testStores();
    inboxes = new InboxRegister(stores.store.inboxes);
    await inboxes.learn('help', { ...emptyInbox(), settings: inboxSettings('email'), connected: true }, 1);
  });
  const clock = { now: () => instant((second += 1)) };
  const parse: Parse = async ({ bytes }) =>
    outlineEnvelope({
      parser: 'items@1',
      items: unreadable ? [] : (JSON.parse(Buffer.from(bytes).toString()) as Item[]),
      refusals: unreadable ? [{ place: '', reason: 'TEST.NOT_YET', detail: '' }] : [],
    });
  const intake = (store: DeskStore = stores.store, leaseSeconds = 30): Promise<Sequencer> => {
    const recorders = recordersOver(stores.log, stores.sealer);
    const numbers = new TicketNumbers(store.numbers);
    const onFault = (fault: unknown) => faults.push(fault);
    const transfers = new Transfers(stores.log, recorders, inboxes, numbers);
    const parts = { ...stores, store, inboxes, recorders, numbers, transfers, parse, clock, onFault, leaseSeconds };
    return createIntake(parts);
  };
  const push = (items: readonly Item[], lane: 'live' | 'bulk' = 'live') =>
    new Door(stores.store.inbound, stores.blobs, inboxes, clock).keep('help', [
      { bytes: Buffer.from(JSON.stringify(items)), contentType: '', lane },
    ]);
  const facts = async (type: string) => (await stores.log.readAll(0n, 10_000)).filter((event) => event.type === type);
  const received = async () => (await facts('MessageReceived')).length;
  /** Lets a sequencer run until this holds. */
  const runUntil = async (sequencer: Sequencer, isSo: () => Promise<boolean>, holder = 'one') => {
    const stop = new AbortController();
    const running = sequencer.run(holder, stop.signal);
    while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    await running;
  };

  it('goes on past an envelope of an inbox nobody knows any more, which can be read once it is known again', async () => {
    await push(mails(1, 'a'));
    const known = inboxes;
    inboxes = new InboxRegister((await testStores()).store.inboxes);
    await (await intake()).runUntilIdle('one');
    expect(await facts('EnvelopeQuarantined')).toMatchObject([
      { stream: 'inbox-help', clear: { reason: 'INTAKE.INBOX_UNKNOWN', envelope: '1' } },
    ]);
    inboxes = known;
    const sequencer = await intake();
    await Promise.all([sequencer.readAgain(1n, ['']), sequencer.runUntilIdle('one')]);
    expect(await received()).toBe(1);
    expect(await facts('EnvelopeReleased')).toHaveLength(1);
  });

  it('sets aside one item that no log can hold, and records its neighbours', async () => {
    const [first, ...others] = mails(6, 'a');
    const poison = message({ by, id: 'bad', at: '0000' });
    await push([...(first ? [first] : []), poison, ...others]);
    await (await intake()).runUntilIdle('one');
    expect(await received()).toBe(6);
    expect(await facts('EnvelopeQuarantined')).toMatchObject([{ clear: { reason: 'INTAKE.UNDECIDABLE' } }]);
    expect(await stores.store.sequencer.checkpoint('live')).toBe(1n);
  });

  it('keeps in quarantine what a retry cannot read either, and releases it once it can', async () => {
    unreadable = true;
    await push(mails(1, 'a'));
    const sequencer = await intake();
    await sequencer.runUntilIdle('one');
    await Promise.all([sequencer.readAgain(1n, ['']), sequencer.runUntilIdle('one')]);
    expect(await facts('EnvelopeReleased')).toEqual([]);
    unreadable = false;
    await Promise.all([sequencer.readAgain(1n, ['']), sequencer.runUntilIdle('one')]);
    expect(await facts('EnvelopeReleased')).toHaveLength(1);
    expect(await received()).toBe(1);
    expect(await facts('EnvelopeQuarantined')).toHaveLength(1);
  });

  it('tells whoever asks for an envelope that never came, or asks an intake that is closing', async () => {
    const sequencer = await intake();
    await runUntil(sequencer, async () => {
      await expect(sequencer.readAgain(99n, [])).rejects.toMatchObject({ code: 'ENVELOPE.NOT_FOUND' });
      return true;
    });
    const stop = AbortSignal.abort();
    const asked = expect(sequencer.readAgain(1n, [])).rejects.toMatchObject({ code: 'DESK.UNAVAILABLE' });
    await sequencer.run('one', stop);
    await asked;
  });

  it('tries again until the log is back, and then nothing is there twice', async () => {
    const appendMany = stores.log.appendMany.bind(stores.log);
    let failures = 3;
    stores.log.appendMany = async (appends) => {
      if (failures-- <= 0) return appendMany(appends);
      // The write happened; only the answer is lost.
      if (failures === 1) await appendMany(appends);
      throw new LogUnavailable('away');
    };
    await push(mails(3, 'a'));
    await runUntil(await intake(), async () => (await received()) === 3 && failures < 0);
    expect(faults).toHaveLength(3);
    expect(await facts('TicketOpened')).toHaveLength(3);
    expect(await facts('HandleClaimed')).toHaveLength(1);
  });

  it('stops writing when another took its lease in mid-batch, and goes on where that one left', async () => {
    const { sequencer: store } = stores.store;
    const route = store.route.bind(store);
    let robbed = false;
    store.route = async (epoch, routes, ...more) => {
      if (!robbed && routes.length > 0) {
        robbed = true;
        second += 60;
        const stolen = await stores.store.leases.acquire('sequencer', 'another', instant(second), 1);
        await route(stolen?.epoch ?? 0, routes, ...more);
      }
      return route(epoch, routes, ...more);
    };
    await push(mails(2, 'a'));
    await runUntil(await intake(), async () => (await received()) === 2);
    expect(faults).toMatchObject([{ code: 'DESK.LEASE_LOST' }]);
    expect(await store.checkpoint('live')).toBe(1n);
    expect((await stores.store.leases.acquire('sequencer', 'third', instant(second), 1))?.epoch).toBeGreaterThan(2);
  });

  it('keeps its lease while a portion takes longer than that lasts', async () => {
    const { leases, sequencer: store } = stores.store;
    const [acquire, route] = [leases.acquire.bind(leases), store.route.bind(store)];
    const renewedTwice = Promise.withResolvers<void>();
    let [isRouting, renewals] = [false, 0];
    leases.acquire = (...asked) => {
      if (isRouting && (renewals += 1) === 2) renewedTwice.resolve();
      return acquire(...asked);
    };
    store.route = async (...commit) => {
      isRouting = true;
      await renewedTwice.promise;
      return route(...commit);
    };
    await push(mails(1, 'a'));
    await runUntil(await intake(stores.store, 0.05), async () => (await received()) === 1);
    expect(faults).toEqual([]);
  });

  describe('takes nothing before it has finished', () => {
    const answer = message({ by, id: 'answer', thread: { inReplyTo: ['asked0'] } });
    /** From when on the log takes nothing. */
    let away = false;
    beforeEach(() => {
      away = false;
      const appendMany = stores.log.appendMany.bind(stores.log);
      stores.log.appendMany = (appends) => (away ? Promise.reject(new LogUnavailable('away')) : appendMany(appends));
    });
    afterEach(async () => {
      const messages = await facts('MessageReceived');
      expect(messages.map(({ clear }) => clear['joinedBy'])).toEqual(['first', 'in-reply-to']);
      expect(await facts('TicketOpened')).toHaveLength(1);
      expect(await facts('CustomersMerged')).toEqual([]);
    });

    it('what another had begun who took its lease and died', async () => {
      const { sequencer: store } = stores.store;
      const route = store.route.bind(store);
      store.route = async (epoch, ...commit) => {
        store.route = route;
        second += 60;
        const stolen = await stores.store.leases.acquire('sequencer', 'another', instant(second), 1);
        await route(stolen?.epoch ?? 0, ...commit);
        await push([answer]);
        return route(epoch, ...commit);
      };
      await push(mails(1, 'asked'), 'bulk');
      await runUntil(await intake(), async () => (await received()) === 2);
      expect(faults).toMatchObject([{ code: 'DESK.LEASE_LOST' }]);
    });

    it('what it had begun to read again when the log went away', async () => {
      unreadable = true;
      await push(mails(1, 'asked'));
      const sequencer = await intake();
      await sequencer.runUntilIdle('one');
      unreadable = false;
      away = true;
      const asked = expect(sequencer.readAgain(1n, [''])).rejects.toMatchObject({ code: 'LOG.UNAVAILABLE' });
      await runUntil(sequencer, async () => {
        await asked;
        await push([answer]);
        away = false;
        return true;
      });
      await sequencer.runUntilIdle('one');
    });

    it('what it had begun when the desk was stopped while the log was away', async () => {
      away = true;
      await push(mails(1, 'asked'), 'bulk');
      await runUntil(await intake(), async () => faults.length > 0);
      await push([answer]);
      away = false;
      await (await intake()).runUntilIdle('one');
    });
  });

  it('waits while another is at work, and turns away who asks it to read again', async () => {
    await stores.store.leases.acquire('sequencer', 'another', instant(0), 3600);
    const sequencer = await intake();
    const asked = expect(sequencer.readAgain(1n, [])).rejects.toMatchObject({ code: 'DESK.UNAVAILABLE' });
    await runUntil(sequencer, async () => asked.then(() => true));
    expect(faults).toEqual([]);
  });

  it('lets a live message wait for no more than one small portion of an import', async () => {
    for (let file = 0; file < 3; file += 1) await push(mails(1_000, `old-${file}-`), 'bulk');
    const sequencer = await intake();
    await push(mails(1, 'first'));
    await runUntil(sequencer, async () => (await received()) > 1);
    const before = await received();
    await push(mails(1, 'live'));
    await (await intake()).runUntilIdle('one');
    const place = (await facts('MessageReceived')).map(({ clear }) => clear['lane']).lastIndexOf('live');
    expect(place - before).toBeLessThanOrEqual(256);
    expect(await received()).toBe(3_002);
  });
});
