import type { IntakeKeys } from '../keys.js';
import type { Refused } from '../reading/arrival.js';
import type { Incoming } from '../reading/incoming.js';

/** One item that cannot be recorded goes to the quarantine with its reason; the others of its envelope and file go on. */
export function setAside({ item, arrival }: Incoming, fault: unknown, keys: IntakeKeys): Refused {
  const { envelope, parsed } = arrival;
  const key = keys.refusal(envelope.position, item.place, parsed.parser);
  const detail = fault instanceof Error ? fault.message : String(fault);
  return { key, arrival, refusal: { place: item.place, reason: 'INTAKE.UNDECIDABLE', detail } };
}
