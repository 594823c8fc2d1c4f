import { fork } from 'node:child_process';
import { once } from 'node:events';
import { openReadStore } from '#read-store/open';
import { everyPagePlace } from '#read-store/testing';
import { listedLog, longHistory, plainOpener, temporaryStore } from '../../testing/index.js';
import type { TemporaryStore } from '../../testing/index.js';
import { secondFold } from '../second-fold/index.js';
import { deskCopyist } from './copyist.js';
import { rebuild } from './rebuild.js';
import { wholeEvents } from './follow.js';
import { runProjector } from './run-projector.js';

describe.each(await everyPagePlace())('a projector that is killed ($driver)', ({ freshUrl }) => {
  let desk: TemporaryStore;
  beforeEach(async () => {
    desk = await temporaryStore(openReadStore, freshUrl());
  });
  afterEach(() => desk.dispose());

  /** Copies in a process of its own, and kills that once it came this far. */
  async function killedAt(position: number, into: 'live' | 'building' = 'live'): Promise<void> {
    const program = new URL('./endless-desk.process-spec.js', import.meta.url);
    const copying = fork(program, [desk.url, into], { execArgv: [] });
    const died = once(copying, 'exit');
    copying.on('message', (reached) => {
      if (Number(reached) >= position) copying.kill('SIGKILL');
    });
    expect(await died).toEqual([null, 'SIGKILL']);
  }

  it.each([7, 350, 1001])('neither skips nor repeats an event when it goes on (killed after %i)', async (position) => {
    await killedAt(position);
    expect(await desk.store.position()).toBeGreaterThanOrEqual(BigInt(position - 6));
    const { events } = longHistory();
    const parts = { log: listedLog(events), copyist: deskCopyist(plainOpener()), store: desk.store };
    const stop = new AbortController();
    const onPosition = (reached: bigint) => (reached === BigInt(events.length) ? stop.abort() : undefined);
    await runProjector({ ...parts, follow: wholeEvents, signal: stop.signal, onPosition });
    const { comparison } = await rebuild({ ...parts, signal: new AbortController().signal, compare: true });
    expect(comparison).toMatchObject({ differences: 0, position: BigInt(events.length) });
    expect(comparison?.rows).toBeGreaterThan(events.length);
  });

  it('leaves what it built to the next rebuild, which goes on from there and finds every row as a second fold has it', async () => {
    await killedAt(350, 'building');
    const { events } = longHistory();
    const [log, opener] = [listedLog(events), plainOpener()];
    const parts = { log, copyist: deskCopyist(opener), store: desk.store, signal: new AbortController().signal };
    expect(await desk.store.position()).toBe(0n);
    const begun: bigint[] = [];
    const rebuilt = await rebuild({
      ...parts,
      check: secondFold({ log, opener }),
      onProgress: ({ done }) => begun.push(done),
    });
    expect(rebuilt).toMatchObject({ kind: 'published', resumed: true, position: BigInt(events.length) });
    expect(rebuilt.checked?.rows).toBeGreaterThan(events.length);
    expect(begun[0]).toBeGreaterThanOrEqual(344n);
    expect(await rebuild({ ...parts, compare: true })).toMatchObject({ comparison: { differences: 0 } });
  });
});
