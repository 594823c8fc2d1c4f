import { dimensions } from '../facts/index.js';
import type { Dimension, FactKind } from '../facts/index.js';

/**
 * A fact as whole numbers of 32 bits, one a column. An instant or a duration takes two: quarters of an hour, and the
 * milliseconds beyond. People, tickets and the values of dimensions are numbers by which they are known to the pages.
 */
const common = ['quarter', 'rest', 'exclusion', 'person', 'ticket', ...dimensions] as const;

const own = {
  contact: ['topic', 'next', 'previous', 'nextOfTopic', 'previousOfTopic'],
  call: ['outcome', 'solved', 'talkedQuarters', 'talkedRest', 'endQuarter', 'endRest'],
  opening: ['contacts', 'atWork'],
  'first-response': ['quarters', 'beyond'],
  'next-response': ['quarters', 'beyond'],
  resolution: [
    'quarters',
    'beyond',
    'reopened',
    'closed',
    'agents',
    'takenFromAgent',
    'replies',
    'transfers',
    'solved',
  ],
  'full-resolution': ['quarters', 'beyond', 'closed'],
  span: ['endQuarter', 'endRest', 'openedQuarter', 'openedRest'],
} as const satisfies Readonly<Record<FactKind, readonly string[]>>;

/** Where the columns begin that are a kind’s own. */
export const ownColumns = common.length;
/** How many columns a kind has. */
export const widthOf = (kind: FactKind): number => ownColumns + own[kind].length;

/** Columns that every kind has, and the end of a span. */
export const columns = { at: 0, exclusion: 2, person: 3, ticket: 4, end: ownColumns } as const;
/** The column of a dimension; of `tag` it holds the list of tags. */
export const columnOf = (dimension: Dimension): number => common.indexOf(dimension);

/** A quarter of an hour, in milliseconds: periods begin and end on them. */
export const quarterMs = 15 * 60_000;
/** A long number, in two columns. */
export const inTwo = (ms: number): readonly [quarters: number, rest: number] => {
  const quarters = Math.floor(ms / quarterMs);
  return [quarters, ms - quarters * quarterMs];
};
/** More quarters than any instant has: it does not end. */
export const never = 0x7fff_ffff;
