import type { IntakeKeys } from '../keys.js';
import type { Refused } from '../reading/arrival.js';
import type { Incoming } from '../reading/incoming.js';
import { undecidable } from '../reading/undecidable.js';

/** One item that cannot be recorded goes to the quarantine with its reason; the others of its envelope and file go on. */
export function setAside({ item, arrival }: Incoming, fault: unknown, keys: IntakeKeys): Refused {
  const { envelope, parsed } = arrival;
  const key = keys.refusal(envelope.position, item.place, parsed.parser);
  return { key, arrival, refusal: undecidable(item.place, fault) };
}
