import type { EventLogReader, RecordedEvent } from '#event-log';

/** The highest numbers a log tells of. */
export interface GivenOut {
  /** Short number of a ticket; 0 for none. */
  readonly ticketNumber: number;
  /** Place of a raw envelope in the inbound log; 0n for none. */
  readonly envelope: bigint;
  /** Key that a part is sealed under; 0 for none. */
  readonly keyId: number;
}

const eventsAtOnce = 2000;

/**
 * Reads a log behind `after` for what was given out while it was written. The log of a backup was copied after the desk
 * store, so it may tell of tickets, envelopes and keys the desk store has never heard of. `onKey` is told of the key of
 * each sealed part.
 */
export async function givenOutIn(
  log: EventLogReader,
  after = 0n,
  onKey: (keyId: number) => void = () => undefined,
): Promise<GivenOut> {
  let [ticketNumber, envelope, keyId, position] = [0, 0n, 0, after];
  for (;;) {
    const events = await log.readAll(position, eventsAtOnce);
    const last = events.at(-1);
    if (!last) return { ticketNumber, envelope, keyId };
    for (const event of events) {
      ticketNumber = Math.max(ticketNumber, ticketNumberOf(event));
      const from = envelopeOf(event);
      if (from > envelope) envelope = from;
      for (const part of Object.values(event.sealed)) {
        keyId = Math.max(keyId, part.keyId);
        onKey(part.keyId);
      }
    }
    position = last.position;
  }
}

const ticketNumberOf = ({ type, clear: { number } }: RecordedEvent): number =>
  type === 'TicketOpened' && typeof number === 'number' ? number : 0;

/** Every fact the intake writes names the envelope it came in. */
const envelopeOf = ({ clear: { envelope } }: RecordedEvent): bigint =>
  typeof envelope === 'string' && /^\d{1,18}$/.test(envelope) ? BigInt(envelope) : 0n;
