import type { CallItem } from '#channels';
import type { Clue } from '#domain';
import type { IntakeKeys } from '../keys.js';
import type { Arrival } from '../reading/arrival.js';
import type { Incoming } from '../reading/incoming.js';
import { actorOf, occurredAt } from './occasion.js';

/** The version of the rule that opens, joins and reopens: recorded where it is applied. */
export const threadingPolicy = 'threading@1';

/** Where an item came from. */
export const came = ({ envelope, parsed }: Arrival) => ({
  lane: envelope.lane,
  envelope: String(envelope.position),
  parser: parsed.parser,
});

/** What every command of an item brings. */
export function basisOf({ key, item, inbox, arrival }: Incoming, clues: readonly Clue[], ticketNumber: number) {
  const { reopenWindowSeconds } = inbox;
  const at = arrival.envelope.receivedAt;
  const policy = { reopenWindowSeconds, version: threadingPolicy };
  return { commandId: key, at, occurredAt: occurredAt(item, at), actor: actorOf(item), clues, policy, ticketNumber };
}

/** Who wrote or called, by a keyed digest. */
export function writerOf(
  { personal: [known] }: Incoming,
  { handles: [writer] }: Pick<CallItem, 'handles'>,
  keys: IntakeKeys,
) {
  if (!writer) return { handle: '', handleClass: 'none' as const };
  return { handle: known?.handle === writer ? known.digest : keys.handle(writer), handleClass: writer.class };
}
