import type { Actor } from '#domain';
import type { Occasion } from '../recording/drafts.js';
import type { Arrival, Incoming, Refused } from './arrival.js';
import { occurredAt } from './to-command.js';

const customer: Actor = { class: 'customer', id: 'customer' };
export const intakeActor: Actor = { class: 'system', id: 'intake' };

const from = ({ envelope: { inbox, position, receivedAt } }: Arrival) => ({
  at: receivedAt,
  receivedAt,
  correlationId: `envelope-${inbox}-${position}`,
  causationId: `envelope-${inbox}-${position}`,
});

/** When and why an item's facts are written: at the door's time, whenever they are decided, so that a retry has the same ids. */
export function occasionOf({ key, item, arrival }: Incoming): Occasion {
  const actor = item.kind === 'message' || item.kind === 'call' ? customer : intakeActor;
  return { ...from(arrival), commandId: key, occurredAt: occurredAt(item, arrival.envelope.receivedAt), actor };
}

/** The same for what could not be read. */
export const occasionOfRefusal = ({ key, arrival }: Pick<Refused, 'key' | 'arrival'>): Occasion => ({
  ...from(arrival),
  commandId: key,
  occurredAt: arrival.envelope.receivedAt,
  actor: intakeActor,
});
