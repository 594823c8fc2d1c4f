import { untilSettled } from '../../desk/index.js';
import type { DeskClient } from '../../desk/index.js';
import type { DayPlan } from '../plan/plan-day.js';
import type { Delivery, Turn } from '../plan/moments.js';
import type { Doors } from '../roads/doors.js';
import type { AgentAtWork } from './agent-turn.js';
import type { DayClock } from './day-clock.js';

/** Deliveries on their way at once. */
const underWay = 8;

export interface Day {
  readonly desk: DeskClient;
  readonly doors: Doors;
  readonly agents: ReadonlyMap<string, AgentAtWork>;
  readonly clock: DayClock;
  readonly signal: AbortSignal;
  /** Told after each moment: how many are over, and the time of day. */
  readonly show: (done: number, at: string) => void;
}

/** What the doors said on a day. */
export interface DayAtTheDoors {
  readonly delivered: number;
  /** Codes of refusals, one each. */
  readonly turnedAway: readonly string[];
}

/**
 * Lives through a plan: deliveries go out as their time comes, several at once; before an agent looks at the queue,
 * everything that was delivered has been read and stands in the pages.
 */
export async function liveThrough({ moments }: DayPlan, day: Day): Promise<DayAtTheDoors> {
  const turnedAway: string[] = [];
  const running = new Set<Promise<void>>();
  let delivered = 0;
  for (const [done, moment] of moments.entries()) {
    day.signal.throwIfAborted();
    if (moment.kind === 'turn') await takeTurn(moment, running, day);
    else {
      delivered += 1;
      day.clock.reach(moment.at);
      const delivery = deliver(moment, day, turnedAway).finally(() => running.delete(delivery));
      running.add(delivery);
      if (running.size >= underWay) await Promise.race(running);
    }
    day.show(done + 1, moment.at);
  }
  await Promise.all(running);
  await untilSettled(day.desk, { everyMs });
  return { delivered, turnedAway };
}

/** Between two looks at how far the desk is. */
const everyMs = 10;

async function deliver(delivery: Delivery, { doors }: Day, turnedAway: string[]): Promise<void> {
  const answer = await doors.deliver(delivery);
  if (!answer.kept) turnedAway.push(answer.code);
}

/** Agents who look at the same minute see the same desk: nothing arrives between their turns. */
async function takeTurn(turn: Turn, running: Set<Promise<void>>, { desk, agents, clock }: Day): Promise<void> {
  if (running.size > 0) {
    await Promise.all(running);
    await untilSettled(desk, { everyMs });
  }
  clock.reach(turn.at);
  await agents.get(turn.agentId)?.take(turn);
}
