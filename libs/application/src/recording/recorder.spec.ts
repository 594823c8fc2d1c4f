import type { HandleState } from '#domain';
import { decideHandle, HandleAlreadyClaimed } from '#domain';
import type { ClaimHandle } from '#domain';
import { LogOutcomeUnknown } from '#event-log';
import type { EventLog } from '#event-log';
import { testStores } from '../../testing/index.js';
import type { TestStores } from '../../testing/index.js';
import { EventTypeUnknown } from './fact-of.js';
import { recordersOver } from './recorders.js';
import type { Recorders } from './recorders.js';
import type { Work } from './recorder.js';

const at = '2026-03-01T08:00:00.000Z';
const actor = { class: 'agent', id: 'ali' } as const;

/** A claim of handle `phone` for a customer. */
function claim(customerId: string, commandId = `claim for ${customerId}`): Work<HandleState> {
  const basis = { commandId, at, actor };
  const command: ClaimHandle = {
    ...basis,
    kind: 'ClaimHandle',
    customerId,
    handleKind: 'phone',
    handleClass: 'personal',
    normalisation: 'handles@1',
  };
  const occasion = { ...basis, occurredAt: at, receivedAt: at, correlationId: 'test', causationId: 'test' };
  const plain = [{ name: 'handle', plaintext: '+966500000001' }];
  const decide = (state: HandleState) => decideHandle(state, command);
  return { stream: 'handle-phone', owner: customerId, steps: [{ occasion, decide, plain }] };
}

describe('recording', () => {
  let stores: TestStores;
  let here: Recorders;
  let elsewhere: Recorders;
  beforeEach(async () => {
    stores = await testStores();
    here = recordersOver(stores.log, stores.sealer);
    elsewhere = recordersOver(stores.log, stores.sealer);
  });
  const facts = async () => (await stores.log.readAll(0n, 100)).map(({ type }) => type);

  it('decides again when another writer was first', async () => {
    await here.handles.record([claim('ann')]);
    await elsewhere.handles.record([release('ann')], 'fresh');
    expect(await here.handles.record([release('ann', 'again')])).toEqual([{ facts: [[]] }]);
    await here.handles.record([claim('bob')]);
    expect(await facts()).toEqual(['HandleClaimed', 'HandleReleased', 'HandleClaimed']);
  });

  it('refuses, and has nothing to say, only by what the log has now, and reads nothing where it may write', async () => {
    let reads = 0;
    const readStream = stores.log.readStream.bind(stores.log);
    stores.log.readStream = (...asked) => {
      reads += 1;
      return readStream(...asked);
    };
    const confirmed = async (work: Work<HandleState>) => {
      const before = reads;
      const [recorded] = await here.handles.record([work], 'confirmed');
      return { says: recorded?.facts.flat().map(({ type }) => type), reads: reads - before };
    };
    await confirmed(claim('ann'));
    await elsewhere.handles.record([release('ann', 'r1')], 'fresh');
    expect(await confirmed(claim('bob'))).toEqual({ says: ['HandleClaimed'], reads: 1 });
    expect(await confirmed(release('bob', 'r2'))).toEqual({ says: ['HandleReleased'], reads: 0 });
    expect(await confirmed(release('bob', 'r3'))).toEqual({ says: [], reads: 1 });
    await elsewhere.handles.record([claim('cid')], 'fresh');
    expect(await confirmed(release('cid', 'r4'))).toEqual({ says: ['HandleReleased'], reads: 1 });
    await elsewhere.handles.record([claim('dan')], 'fresh');
    await expect(confirmed(claim('eve'))).rejects.toThrow(HandleAlreadyClaimed);
  });

  it('lets two writers who race for one stream agree on who was first', async () => {
    const [one, other] = await Promise.allSettled([
      here.handles.record([claim('ann')]),
      elsewhere.handles.record([claim('bob')]),
    ]);
    expect(one.status).toBe('fulfilled');
    expect(other).toMatchObject({ status: 'rejected', reason: expect.any(HandleAlreadyClaimed) as unknown });
    expect(await facts()).toEqual(['HandleClaimed']);
  });

  it('finds itself done when the same command comes twice at once', async () => {
    await Promise.all([here.handles.record([claim('ann')]), elsewhere.handles.record([claim('ann')])]);
    await here.handles.record([claim('ann')]);
    expect(await facts()).toEqual(['HandleClaimed']);
  });

  it('lets the caller write something before it, once, and only where there is something to write', async () => {
    const order: string[] = [];
    const appendMany = stores.log.appendMany.bind(stores.log);
    stores.log.appendMany = (appends) => {
      order.push('log');
      return appendMany(appends);
    };
    const before = async () => void order.push('before');
    await here.handles.record([claim('ann')], 'cached', before);
    expect(order).toEqual(['before', 'log']);
    await elsewhere.handles.record([release('ann', 'first')], 'fresh');
    await elsewhere.handles.record([claim('ann', 'second')]);
    order.length = 0;
    await here.handles.record([release('ann', 'third')], 'cached', before);
    await here.handles.record([release('ann', 'fourth')], 'cached', before);
    expect(order).toEqual(['before', 'log', 'log']);
    const failing = () => Promise.reject(new Error('the desk store is full'));
    await expect(here.handles.record([claim('cid')], 'cached', failing)).rejects.toThrow('the desk store is full');
    expect((await facts()).at(-1)).toBe('HandleReleased');
  });

  it('writes nothing of a work that is refused', async () => {
    await here.handles.record([claim('ann')]);
    await expect(here.handles.record([claim('bob')])).rejects.toThrow(HandleAlreadyClaimed);
    expect(await facts()).toEqual(['HandleClaimed']);
  });

  it('reads again after an append of which nobody knows what became', async () => {
    const appendMany = stores.log.appendMany.bind(stores.log);
    stores.log.appendMany = async (appends) => {
      await appendMany(appends);
      stores.log.appendMany = appendMany;
      throw new LogOutcomeUnknown('lost');
    };
    await expect(here.handles.record([claim('ann')])).rejects.toThrow(LogOutcomeUnknown);
    await here.handles.record([claim('ann')]);
    expect(await facts()).toEqual(['HandleClaimed']);
  });

  it('stops at an event that newer code wrote', async () => {
    await elsewhere.handles.record([claim('ann')]);
    const later = recordersOver(withType(stores.log, 'HandleSold'), stores.sealer);
    await expect(later.handles.load('handle-phone')).rejects.toThrow(EventTypeUnknown);
  });
});

function release(customerId: string, commandId = 'release'): Work<HandleState> {
  const { stream, owner, steps } = claim(customerId, commandId);
  const command = { kind: 'ReleaseHandle', commandId, at, actor, customerId } as const;
  return {
    stream,
    owner,
    steps: steps.map((step) => ({ ...step, plain: [], decide: (state) => decideHandle(state, command) })),
  };
}

/** The same log, in which every event tells of something else. */
function withType(log: EventLog, type: string): EventLog {
  return new Proxy(log, {
    get: (target, name: keyof EventLog) => {
      if (name === 'readStream')
        return async (...asked: Parameters<EventLog['readStream']>) =>
          (await target.readStream(...asked)).map((event) => ({ ...event, type }));
      const own = target[name];
      return typeof own === 'function' ? own.bind(target) : own;
    },
  });
}
