import { randomBytes } from 'node:crypto';
import type { EventDraft } from '#event-log';
import { eventId } from '#sealing';
import { textOf } from './samples.js';

/** Where to append, and for how long. */
export interface PgAppends {
  readonly url: string;
  readonly seconds: number;
}

/** Events of one batch, each of a customer of its own; and customers there are. */
export const batchLength = 100;
export const customers = 5_000;

const noon = '2026-03-01T12:00:00.000Z';

/** An event as messages make them: some clear fields, and a sealed text of about 400 bytes. `turn` makes it another. */
export const messageDraft = (stream: string, turn: number): EventDraft => ({
  id: eventId(noon, stream, `message-${turn}`, 0),
  type: 'MessageReceived',
  schema: 1,
  clear: { conversationId: `${stream}.c1`, messageId: `m-${turn}`, channel: 'email', automatic: false, language: 'ar' },
  sealed: { content: { keyId: turn + 1, owner: stream, bytes: Buffer.concat([randomBytes(28), Buffer.from(textOf(turn, 250))]) } },
  occurredAt: noon,
  receivedAt: noon,
  actor: { class: 'customer', id: stream },
  correlationId: `item-${turn}`,
  causationId: `item-${turn}`,
}); // prettier-ignore

/** The customers of a batch: the next hundred, and after the last the first again. */
export const streamsOf = (batch: number): readonly string[] =>
  Array.from({ length: batchLength }, (_, at) => `customer-${String((batch * batchLength + at) % customers).padStart(32, '0')}`); // prettier-ignore
