import type { Instant } from '#domain';
import { dimensions } from '../facts/index.js';
import type { Dimension, KpiFact } from '../facts/index.js';
import { inTwo, never, widthOf } from './columns.js';
import { alone, exclusions, measured, noGap, outcomes } from './measured.js';
import type { Measured } from './measured.js';

/** By which numbers a fact’s person, ticket and dimensions are known. */
export interface FactNumbers {
  readonly person: number;
  readonly ticket: number;
  readonly dimensions: Readonly<Record<Dimension, number>>;
}
const nameless: FactNumbers = {
  person: 0,
  ticket: 0,
  dimensions: { channel: 0, inbox: 0, team: 0, agent: 0, tag: 0, priority: 0, language: 0 },
};

/** A fact as the numbers of its columns. */
export function measure(fact: KpiFact, numbers: FactNumbers = nameless): Int32Array {
  const common = [
    ...inTwo(Date.parse(fact.at)),
    exclusions.indexOf(fact.exclusion),
    numbers.person,
    numbers.ticket,
    ...dimensions.map((dimension) => numbers.dimensions[dimension]),
  ];
  const columns = new Int32Array(widthOf(fact.kind));
  columns.set(common);
  columns.set(ownNumbers(fact), common.length);
  return columns;
}

/** One fact by itself, to be judged; who it is of and where it stands cannot be read from it. */
export function measuredAlone(fact: KpiFact): Measured {
  return measured(fact.kind, alone(measure(fact)));
}

function ownNumbers(fact: KpiFact): readonly number[] {
  switch (fact.kind) {
    case 'contact': {
      const [next, previous] = [gap(fact.at, fact.next), gap(fact.previous, fact.at)];
      const ofTopic = [gap(fact.at, fact.nextOfTopic), gap(fact.previousOfTopic, fact.at)];
      return [flag(fact.topic !== ''), next, previous, ...ofTopic];
    }
    case 'call': {
      const talked = inTwo(Math.max(0, fact.talkedSeconds) * 1000);
      return [outcomes.indexOf(fact.outcome), flag(fact.solved), ...talked, ...inTwo(Date.parse(fact.endedAt))];
    }
    case 'opening':
      return [fact.contacts, flag(fact.atWork)];
    case 'first-response':
    case 'next-response':
      return fact.ms === null ? [never, 0] : inTwo(fact.ms);
    case 'resolution': {
      const { reopened, closed, agents, takenFromAgent, replies, transfers, solved } = fact;
      const until = [agents, flag(takenFromAgent), replies, transfers];
      return [...inTwo(fact.ms), flag(reopened), flag(closed), ...until, solved === null ? -1 : flag(solved)];
    }
    case 'full-resolution':
      return [...inTwo(fact.ms), flag(fact.closed)];
    case 'span':
      return [...(fact.end === null ? [never, 0] : inTwo(Date.parse(fact.end))), ...inTwo(Date.parse(fact.openedAt))];
  }
}

const flag = (is: boolean): number => (is ? 1 : 0);

const gap = (from: Instant | null, to: Instant | null): number =>
  from === null || to === null ? noGap : Math.min(noGap, Math.max(0, Date.parse(to) - Date.parse(from)));
