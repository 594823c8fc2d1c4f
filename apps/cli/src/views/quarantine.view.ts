import type { Quarantined } from '../desk/index.js';
import type { Column } from '../terminal/index.js';
import { dayAndTime } from './clock.js';
import type { Zone } from './clock.js';

/** Columns of what could not be read. */
export const quarantineColumns = (zone: Zone): readonly Column<Quarantined>[] => [
  { title: 'when', of: ({ quarantinedAt }) => dayAndTime(quarantinedAt, zone) },
  { title: 'inbox', of: ({ inbox }) => inbox },
  { title: 'where', of: ({ item }) => item || 'all of it' },
  { title: 'reason', of: ({ reason }) => reason },
  { title: 'detail', of: ({ detail }) => detail, most: 64 },
];
