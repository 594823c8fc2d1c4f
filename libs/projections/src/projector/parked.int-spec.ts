import { openReadStore } from '#read-store/open';
import { everyPagePlace } from '#read-store/testing';
import { History, listedLog, plainOpener, temporaryStore } from '../../testing/index.js';
import type { TemporaryStore } from '../../testing/index.js';
import { deskCopyist } from './copyist.js';
import { wholeEvents } from './follow.js';
import { parkingCopyist } from './parking-copyist.js';
import { rebuild } from './rebuild.js';
import { runProjector } from './run-projector.js';

const customers = 1_000;

/** A message to each of a thousand customers, and a second one of customer 500, whose first holds no JSON. */
function messages(): History {
  const history = new History();
  for (let turn = 0; turn <= customers; turn += 1) {
    const customer = `c${turn === customers ? 500 : turn}`;
    const said = { messageId: `m${turn}`, conversationId: `${customer}.c1` };
    const parts = turn === 500 ? { parts: { content: '{' } } : {};
    history.record('MessageReceived', said, { stream: `customer-${customer}`, ...parts });
  }
  return history;
}

describe.each(await everyPagePlace())('one poisoned event among a thousand customers ($driver)', ({ freshUrl }) => {
  let desk: TemporaryStore;
  const history = messages();
  const log = listedLog(history.events);
  beforeEach(async () => {
    desk = await temporaryStore(openReadStore, freshUrl());
  });
  afterEach(() => desk.dispose());

  const follow = async (sound = false) => {
    const stop = new AbortController();
    const onPosition = (position: bigint) => (position === BigInt(history.events.length) ? stop.abort() : undefined);
    const opener = sound ? plainOpener(new Set([history.events[500]?.id ?? ''])) : plainOpener();
    const copyist = parkingCopyist({ log, opener });
    await runProjector({ log, copyist, store: desk.store, follow: wholeEvents, signal: stop.signal, onPosition });
    return opener;
  };
  const shown = async () => {
    const entries = desk.store.ask((pages) => pages.selectFrom('timeline').select('customerId').execute());
    return Map.groupBy((await entries).result, ({ customerId }) => customerId);
  };

  it('holds up one of them, until it is tried again after a fix', async () => {
    await follow();
    const timelines = await shown();
    expect([timelines.size, timelines.has('c500')]).toEqual([customers - 1, false]);
    history.record('ParkedEventsRetried', { stream: 'customer-c500' }, { stream: 'pages-desk' });
    const opener = await follow(true);
    expect((await shown()).get('c500')).toHaveLength(2);
    const parts = { log, copyist: deskCopyist(opener), store: desk.store, signal: new AbortController().signal };
    expect(await rebuild({ ...parts, compare: true })).toMatchObject({ comparison: { differences: 0 } });
  });

  it('stops a rebuild, which names it', async () => {
    const parts = { log, copyist: deskCopyist(plainOpener()), store: desk.store };
    const stopped = rebuild({ ...parts, signal: new AbortController().signal });
    await expect(stopped).rejects.toMatchObject({ code: 'PROJECTION.EVENT_NOT_FOLDED', stream: 'customer-c500', position: 501n }); // prettier-ignore
    const build = await desk.store.build();
    expect(build.mark.position).toBe(500n);
    await build.close();
  });
});
