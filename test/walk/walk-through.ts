import { join } from 'node:path';
import { eventsTopic } from '#messaging';
import { AgentsWork } from '../faults/agents-work.js';
import { Chance } from '../faults/chance.js';
import { Connector } from '../faults/connector.js';
import { Deliveries } from '../faults/deliveries.js';
import type { Delivery } from '../faults/deliveries.js';
import { Connectors } from './connectors.js';
import { Crew } from './crew.js';
import { connectTheDay, dayAtTheDoor, untilConnected } from './day-deliveries.js';
import { findingsIn } from './findings.js';
import type { Finding } from './finding.js';
import { Groups } from './groups.js';
import { untilAtRest } from './lag.js';
import type { Lag } from './lag.js';
import { befall, misfortunesOf } from './misfortunes.js';
import type { Misfortune, Trouble } from './misfortunes.js';
import { PlainTables } from './plain-tables.js';
import { readTopic } from './plain-topic.js';
import { goneAfterSeconds, groupsOf, settingsOf } from './walk-plan.js';
import type { WalkPlace, WalkPlan } from './walk-plan.js';

export interface WalkReport {
  readonly plan: WalkPlan;
  readonly befallen: readonly Misfortune[];
  /** How often each lease was taken by another process. */
  readonly handedOver: Readonly<Record<string, number>>;
  /** How often each group of projectors went on by another member. */
  readonly readOnByOthers: Readonly<Record<string, number>>;
  /** Times a door asked to come back later. */
  readonly refusals: number;
  /** What is left undone when nothing moves any more: all zero where all is well. */
  readonly lag: Lag;
  /** Last words of processes that ended by themselves, or not well. */
  readonly endedUnasked: readonly string[];
  readonly findings: readonly Finding[];
  readonly seconds: number;
}

/** The lease that each process holds while it begins. */
const founding = 'founding';

/** A desk of several processes lives through a plan, and what it holds then is counted and folded by other means. */
export async function walkThrough(plan: WalkPlan, place: WalkPlace): Promise<WalkReport> {
  const { url, folder, brokers, deskId } = place;
  const started = performance.now();
  const crew = new Crew(settingsOf(plan, place));
  try {
    await crew.begin();
    const tables = await PlainTables.open(url, join(folder, 'blobs'));
    const groups = await Groups.watch(brokers, eventsTopic(deskId), groupsOf(plan, place));
    const walk = new Walk(plan, place, crew, tables, groups);
    const seconds = () => Math.round((performance.now() - started) / 1000);
    return await walk
      .report()
      .then((report) => ({ ...report, seconds: seconds() }))
      .finally(() => Promise.all([tables.close(), groups.close()]));
  } finally {
    await crew.end();
  }
}

class Walk {
  readonly #chance: Chance;
  readonly #agent: AgentsWork;
  readonly #connectors: Connectors;
  readonly #trouble: Trouble;

  constructor(
    private readonly plan: WalkPlan,
    private readonly place: WalkPlace,
    private readonly crew: Crew,
    private readonly tables: PlainTables,
    private readonly groups: Groups,
  ) {
    this.#chance = new Chance(plan.seed);
    this.#agent = new AgentsWork(this.#chance);
    this.#connectors = new Connectors(() => crew.doors, this.#chance, this.#agent);
    this.#trouble = {
      ...{ crew, chance: this.#chance, now: () => tables.now() },
      goneAfterSeconds: (role) => goneAfterSeconds(plan, role),
    };
  }

  async report(): Promise<Omit<WalkReport, 'seconds'>> {
    const { plan, place, crew, tables, groups } = this;
    const connectors = this.#connectors;
    const day = dayAtTheDoor(plan.seed, plan.dayCustomers);
    await connectors.atSomeDoor((door) => new Connector().connect(door));
    await connectors.atSomeDoor(connectTheDay);
    await Promise.all(crew.doors.map(untilConnected));
    const before = await this.#epochs();
    // With dice of their own: how often somebody knocked in vain changes nothing in their order.
    const befallen = misfortunesOf(new Chance(plan.seed), plan.kills);
    await this.#live(portionsOf([...day.deliveries, ...generated(plan)], befallen.length), befallen);
    await crew.complete();
    const topic = eventsTopic(place.deskId);
    const lag = await untilAtRest({
      atSomeDoor: (work) => connectors.atSomeDoor(work),
      published: () => tables.published(topic),
      uncommitted: () => groups.uncommitted(),
    });
    const handedOver = differences(before, await this.#epochs());
    const readOnByOthers = groups.handedOver;
    const notWell = await crew.stop();
    const asked = { acknowledged: connectors.acknowledged, dayItems: day.items, replies: this.#agent.replies };
    const findings = await findingsIn(tables, await readTopic(place.brokers, topic), asked);
    const endedUnasked = [...crew.endedUnasked, ...notWell];
    const { refusals } = connectors;
    return { plan, befallen, handedOver, readOnByOthers, refusals, lag, endedUnasked, findings };
  }

  /** While each portion is pushed, somewhere in its middle, a misfortune happens; the next waits for both. */
  async #live(portions: readonly (readonly Delivery[])[], befallen: readonly Misfortune[]) {
    for (const [at, misfortune] of befallen.entries()) {
      const portion = portions[at] ?? [];
      const { promise: isTime, resolve: itIsTime } = Promise.withResolvers<void>();
      let left = this.#chance.between(0, portion.length);
      const onAcknowledged = (more: number) => ((left -= more) > 0 ? undefined : itIsTime());
      onAcknowledged(0);
      const push = this.#connectors.push(portion, onAcknowledged).finally(itIsTime);
      await Promise.all([push, isTime.then(() => befall(misfortune, this.#trouble))]);
      this.place.show?.(at + 1, befallen.length);
    }
  }

  async #epochs(): Promise<ReadonlyMap<string, number>> {
    const leases = await this.tables.leases();
    return new Map(leases.filter(({ name }) => name !== founding).map(({ name, epoch }) => [name, epoch]));
  }
}

function differences(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>) {
  return Object.fromEntries([...after].map(([name, epoch]) => [name, epoch - (before.get(name) ?? 0)]));
}

function generated({ seed, messages, customers }: WalkPlan): readonly Delivery[] {
  const source = new Deliveries(seed, customers);
  const made: Delivery[] = [];
  while (source.marks < messages) made.push(source.next());
  return made;
}

/** So many portions of about the same size. */
function portionsOf(deliveries: readonly Delivery[], count: number): readonly (readonly Delivery[])[] {
  const size = Math.ceil(deliveries.length / count);
  return Array.from({ length: count }, (_, at) => deliveries.slice(at * size, (at + 1) * size));
}
