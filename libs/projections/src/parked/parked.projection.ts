import { nothingNamed } from '../projection/index.js';
import type { Projection } from '../projection/index.js';
import { parked } from './parked.table.js';

/**
 * Keeps what could not be copied. What people decide about it is carried out by whoever copies: see `ParkingCopyist`. Where
 * nothing is parked, as in a rebuild, there is nothing to decide.
 */
export const parkedProjection: Projection<'pages'> = {
  name: 'parked',
  version: 1,
  category: 'pages',
  tables: [parked],
  names: () => nothingNamed,
  fold: () => undefined,
};
