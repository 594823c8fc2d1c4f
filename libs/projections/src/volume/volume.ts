import type { Entry } from '../timeline/index.js';
import type { VolumeRow } from './volume.table.js';

/** What an entry adds to its quarter (`sign` 1) or takes back (-1); `undefined` for what is not counted. */
export function counted(entry: Entry, sign: 1 | -1): VolumeRow | undefined {
  const { occurredAt, channel, inbox, kind, direction, automatic } = entry;
  const quarter = quarterOf(occurredAt);
  const nothing = { quarter, channel, inbox, messages: 0, automatic: 0, replies: 0, calls: 0, outboundCalls: 0 };
  switch (kind) {
    case 'message':
      return { ...nothing, messages: sign, automatic: automatic === 'no' ? 0 : sign };
    case 'reply':
      return { ...nothing, replies: sign };
    case 'call':
      return direction === 'in' ? { ...nothing, calls: sign } : { ...nothing, outboundCalls: sign };
    case 'note':
    case 'ticket':
      return undefined;
  }
}

/** The start of the quarter of an hour an instant lies in: `…T08:52:10.123Z` is in `…T08:45:00.000Z`. */
export function quarterOf(instant: string): string {
  const quarter = Math.floor(Number(instant.slice(14, 16)) / 15) * 15;
  return `${instant.slice(0, 14)}${quarter === 0 ? '00' : quarter}:00.000Z`;
}
