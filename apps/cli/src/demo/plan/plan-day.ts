import { callFiles } from './call-files.js';
import { instant } from './deliveries.js';
import { Dice } from './dice.js';
import { mishaps, repeatsOf } from './mishaps.js';
import type { Moment, Turn } from './moments.js';
import { personaOf } from './persona.js';
import { closesAt, demoAgents, opensAt, timeOfDay } from './setting.js';
import { chapters } from './stories.js';
import type { Story } from './teller.js';

/** A day of a desk, as far as the world decides it. What the desk makes of it is not in here. */
export interface DayPlan {
  readonly seed: number;
  /** Customers who have a reason to ask; those of mishaps come on top. */
  readonly customers: number;
  /** In the order they happen. */
  readonly moments: readonly Moment[];
}

/** New stories begin until then, so that they can end. */
const lastBeginning = 13 * 60 + 50;
const quarter = 15;

/** Plans a day. Pure: the same seed and number of customers give the same bytes at the same instants. */
export function planDay(seed: number, customers: number): DayPlan {
  const stories = Array.from({ length: customers }, (_, n) => storyOf(seed, n + 1));
  const dice = new Dice(seed);
  const told = stories.flatMap(({ deliveries }) => deliveries);
  const files = callFiles(stories.flatMap(({ calls }) => calls));
  const deliveries = [...told, ...files];
  const moments = [
    ...deliveries,
    ...repeatsOf(deliveries, dice),
    ...mishaps(customers + 1, dice),
    ...turns(customers, dice),
  ];
  return {
    seed,
    customers,
    moments: moments.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0)),
  };
}

/** About as many tickets a customer opens before the last stories begin. */
const ticketsEach = 0.88;

/** Each customer has dice of their own: one more customer changes nobody else's day. */
function storyOf(seed: number, number: number): Story {
  const dice = new Dice(seed, number);
  const persona = personaOf(number, dice);
  const begins = dice.between(opensAt + 5, lastBeginning);
  const [tell] = chapters[number - 1] ?? [dice.weighed(chapters)];
  return tell({ persona, begins, dice });
}

/** Every quarter of an hour each agent looks at the queue; together they nearly keep up. */
function turns(customers: number, dice: Dice): readonly Turn[] {
  const found: Turn[] = [];
  const perTurn = (customers * ticketsEach * quarter) / ((lastBeginning - opensAt) * demoAgents.length);
  for (let at = opensAt + quarter; at < closesAt; at += quarter) {
    for (const [n, agentId] of demoAgents.entries()) {
      const takes = at > closesAt - 60 ? 0 : Math.floor(perTurn + dice.between(0, 99) / 100);
      const throws = Array.from({ length: takes + 2 }, () => dice.between(1, 100));
      found.push({ kind: 'turn', at: instant(timeOfDay(at) + n * 1_000), agentId, takes, throws });
    }
  }
  return found;
}
