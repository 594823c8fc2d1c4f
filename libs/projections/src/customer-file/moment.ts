import type { RecordedEvent } from '#event-log';
import type { Moment } from '../tickets/index.js';

/** When and by which fact a page changes. */
export const momentOf = ({ occurredAt, position }: Pick<RecordedEvent, 'occurredAt' | 'position'>): Moment => ({
  occurredAt,
  position: Number(position),
});
