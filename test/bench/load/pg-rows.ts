import { randomBytes } from 'node:crypto';
import type { EventDraft } from '#event-log';
import { eventId } from '#sealing';
import { timedWithServer } from '../programs/server-times.js';
import { textOf } from './samples.js';

/** Where to append, and for how long. */
export interface PgAppends {
  readonly url: string;
  readonly seconds: number;
}

/** What came of it: events of each second, and processor time of an event in microseconds, here and on the server. */
export interface PgAppended {
  readonly perSecond: number;
  readonly client: number;
  readonly server: number;
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

/** Writes batch after batch for so long, the first of them before the clock begins. */
export async function appendTurns(
  { url, seconds }: PgAppends,
  batch: (turn: number) => Promise<void>,
): Promise<PgAppended> {
  await batch(0);
  let turn = 1;
  const times = await timedWithServer(url, async () => {
    for (const end = performance.now() + seconds * 1000; performance.now() < end; turn += 1) await batch(turn);
  });
  const events = (turn - 1) * batchLength;
  return { perSecond: events / times.seconds, client: times.client / events, server: times.server / events };
}

/** The customers of a batch: the next hundred, and after the last the first again. */
export const streamsOf = (batch: number): readonly string[] =>
  Array.from({ length: batchLength }, (_, at) => `customer-${String((batch * batchLength + at) % customers).padStart(32, '0')}`); // prettier-ignore
