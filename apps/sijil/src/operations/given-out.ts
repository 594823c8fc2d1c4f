import type { EventLogReader, RecordedEvent } from '#event-log';

/** The highest numbers a log tells of. */
export interface GivenOut {
  /** Short number of a ticket; 0 for none. */
  readonly ticketNumber: number;
  /** Place of a raw envelope in the inbound log; 0n for none. */
  readonly envelope: bigint;
}

const eventsAtOnce = 2000;

/**
 * Reads a log behind `after` for what was given out while it was written. The log of a backup was copied after the desk
 * store, so it may tell of tickets and envelopes the desk store has never heard of.
 */
export async function givenOutIn(log: EventLogReader, after = 0n): Promise<GivenOut> {
  let [ticketNumber, envelope, position] = [0, 0n, after];
  for (;;) {
    const events = await log.readAll(position, eventsAtOnce);
    const last = events.at(-1);
    if (!last) return { ticketNumber, envelope };
    for (const event of events) {
      ticketNumber = Math.max(ticketNumber, ticketNumberOf(event));
      const from = envelopeOf(event);
      if (from > envelope) envelope = from;
    }
    position = last.position;
  }
}

const ticketNumberOf = ({ type, clear: { number } }: RecordedEvent): number =>
  type === 'TicketOpened' && typeof number === 'number' ? number : 0;

/** Every fact the intake writes names the envelope it came in. */
const envelopeOf = ({ clear: { envelope } }: RecordedEvent): bigint =>
  typeof envelope === 'string' && /^\d{1,18}$/.test(envelope) ? BigInt(envelope) : 0n;
