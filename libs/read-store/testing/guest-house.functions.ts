import type { PageAggregate } from '../src/index.js';

/** How long all bytes are together. */
const totalLength: PageAggregate<number> = {
  start: () => 0,
  step: (total, picture) => total + (picture instanceof Uint8Array ? picture.length : 0),
  result: (total) => total,
};

export const aggregates = { totalLength };
