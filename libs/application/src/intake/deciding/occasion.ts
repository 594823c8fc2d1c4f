import type { Actor, Instant } from '#domain';
import type { Occasion } from '../../recording/drafts.js';
import type { Arrival, Refused } from '../reading/arrival.js';
import type { Incoming } from '../reading/incoming.js';
import type { Outline } from '../reading/outline.js';

/** Who writes and calls: the file says which customer. */
export const customerActor: Actor = { class: 'customer', id: 'customer' };
/** Who keeps what no customer said. */
export const intakeActor: Actor = { class: 'system', id: 'intake' };

/** What the channel claims, but never later than the door's clock; without a usable claim, the door's clock. */
export function occurredAt({ claimedAt }: Pick<Outline, 'claimedAt'>, receivedAt: Instant): Instant {
  return claimedAt !== undefined && claimedAt < receivedAt ? claimedAt : receivedAt;
}

/** When and why an item's facts are written: at the door's time, whenever they are decided, so that a retry has the same ids. */
export function occasionOf({ key, item, arrival }: Incoming): Occasion {
  const at = occurredAt(item, arrival.envelope.receivedAt);
  return { ...from(arrival), commandId: key, occurredAt: at, actor: actorOf(item) };
}

/** Who acted, as far as the item tells. */
export function actorOf(item: Outline): Actor {
  switch (item.kind) {
    case 'message':
    case 'call':
      return customerActor;
    case 'status':
    case 'notice':
      return intakeActor;
    case 'opening':
    case 'change':
    case 'reply':
      return item.by;
  }
}

/** The same for what could not be read. */
export const occasionOfRefusal = ({ key, arrival }: Pick<Refused, 'key' | 'arrival'>): Occasion => ({
  ...from(arrival),
  commandId: key,
  occurredAt: arrival.envelope.receivedAt,
  actor: intakeActor,
});

function from({ envelope: { inbox, position, receivedAt } }: Arrival) {
  const cause = `envelope-${inbox}-${position}`;
  return { at: receivedAt, receivedAt, correlationId: cause, causationId: cause };
}
