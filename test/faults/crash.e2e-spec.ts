import { failpointNames as allFailpoints } from '#failpoints';
import type { FailpointName } from '#failpoints';
import { AgentsWork } from './agents-work.js';
import { Chance, seedOfRun } from './chance.js';
import { Connector } from './connector.js';
import { Deliveries } from './deliveries.js';
import { DeskDied, DeskProcess } from './desk-process.js';
import type { ArmedFailpoint, DeskAddress } from './desk-process.js';
import { expectWhole } from './expect-whole.js';
import { withFolder } from './with-folder.js';

/**
 * Nothing of this story leaves the desk, nobody is erased, and no key or agent is made: `killed-outbox`,
 * `killed-webhooks`, `killed-commands` and, among the tests of erasure, `killed` die at those places.
 */
const failpointNames = allFailpoints.filter((name) => !/^(?:outbox|webhook|erasure|once|agents)\./.test(name));

const randomKills = 40;
const hitsOfEach = 5;
/** A process that does not come to its failpoint in so many pushes has not got it on its road. */
const mostPushes = 200;

describe('a desk that is killed again and again', () => {
  const seed = seedOfRun();
  const chance = new Chance(seed);
  const deliveries = new Deliveries(seed);
  const connector = new Connector();
  const agents = new AgentsWork(chance);
  const hits = new Map<FailpointName, number>(failpointNames.map((name) => [name, 0]));
  const folder = withFolder();

  /** Whatever goes wrong says which seed it went wrong with. */
  const seeded = (work: () => Promise<void>) => () =>
    work().catch((fault: unknown) => {
      throw new Error(`with FAULTS_SEED=${seed}: ${fault instanceof Error ? fault.message : ''}`, { cause: fault });
    });

  /** Starts a desk and works with it until it is dead; one that outlives its work is killed then. */
  async function untilDead(desk: DeskProcess, work: (address: DeskAddress) => Promise<void>): Promise<void> {
    try {
      const address = await desk.start();
      if (!address) return;
      await connector.connect(address);
      await work(address);
    } catch (fault) {
      if (!(fault instanceof DeskDied)) throw fault;
    } finally {
      desk.kill();
      const { signal } = await desk.ended;
      if (signal !== 'SIGKILL') throw new Error(`it ended by itself: ${desk.complaints}`);
    }
  }

  /** Runs a process for each of these, one at a time; the next is loaded meanwhile. */
  async function inTurn(
    rounds: readonly (ArmedFailpoint | undefined)[],
    work: (desk: DeskProcess) => Promise<void>,
  ): Promise<void> {
    let next = DeskProcess.prepare(folder(), rounds[0]);
    for (const at of rounds.keys()) {
      const desk = next;
      if (at + 1 < rounds.length) next = DeskProcess.prepare(folder(), rounds[at + 1]);
      try {
        await work(desk);
      } catch (fault) {
        next.kill();
        throw fault;
      }
    }
  }

  it(
    'dies at forty random moments, in the middle of pushes',
    seeded(async () => {
      const rounds = Array.from({ length: randomKills }, () => undefined);
      await inTurn(rounds, async (desk) => {
        connector.handIn(...Array.from({ length: chance.between(6, 24) }, () => deliveries.next()));
        const killAfter = chance.between(0, connector.waiting);
        await untilDead(desk, async (address) => {
          if (killAfter === 0) desk.kill();
          await agents.goOn(address);
          await connector.push(address, (count) => count >= killAfter && desk.kill());
        });
      });
    }),
    300_000,
  );

  it.each(failpointNames)(
    'dies at %s, five times',
    (name) =>
      seeded(async () => {
        const hit = () => (name === 'keys.leased' ? 1 : chance.between(1, 4));
        const rounds = Array.from({ length: hitsOfEach }, () => ({ name, hit: hit() }));
        await inTurn(rounds, async (desk) => {
          await untilDead(desk, async (address) => {
            for (let pushes = 0; desk.isAlive; pushes += 1) {
              if (pushes === mostPushes) throw new Error(`it never came to ${name}`);
              connector.handIn(deliveries.next(), deliveries.nextLarge());
              await connector.push(address);
              // Some places are passed only when nothing is left to do.
              if (chance.oneIn(2)) await address.settled();
            }
          });
          hits.set(name, (hits.get(name) ?? 0) + 1);
        });
      })(),
    120_000,
  );

  it(
    'has everything it acknowledged, once and whole, and pages that say what the log says',
    seeded(async () => {
      expect([...hits].filter(([, count]) => count < hitsOfEach)).toEqual([]);
      const desk = DeskProcess.prepare(folder());
      const address = await desk.start();
      if (!address) throw new Error(`it does not start: ${desk.complaints}`);
      await agents.goOn(address);
      await connector.push(address);
      await address.settled();
      expect(await desk.stop()).toEqual({ code: 0, signal: null });
      expect(connector.waiting).toBe(0);
      const { events } = expectWhole(folder(), connector.acknowledged);
      expect(events.filter(({ type }) => type === 'ReplyWritten')).toHaveLength(agents.replies);
      expect(events.length).toBeGreaterThan(1000);
    }),
    120_000,
  );
});
