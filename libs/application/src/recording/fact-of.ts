import { eventKindOf } from '#domain';
import type { AnyFact, FactNamed } from '#domain';
import type { ClearEvent } from '#event-log';

/** The log holds a type of event this code does not know: newer code wrote it. Nothing is skipped: whoever meets it stops. */
export class EventTypeUnknown extends Error {
  readonly code = 'LOG.EVENT_TYPE_UNKNOWN';
  constructor(
    readonly type: string,
    readonly position: bigint,
  ) {
    super(`event ${position} is a ${type}, which this version cannot read`);
  }
}

/** A recorded event as the fact it tells of. Errors: `EventTypeUnknown`. */
export function factOf<Event extends ClearEvent>(event: Event): Event & AnyFact {
  if (!isFact(event)) throw new EventTypeUnknown(event.type, event.position);
  return event;
}

const isFact = <Event extends ClearEvent>(event: Event): event is Event & AnyFact =>
  eventKindOf(event.type) !== undefined;

/** Whether the event tells of this kind of fact. */
export const isNamed = <Type extends AnyFact['type'], Event extends ClearEvent>(
  event: Event,
  type: Type,
): event is Event & FactNamed<Type> => event.type === type;
