import type { CommandAnswer } from '#application';
import type { Schema } from './schema.js';
import { listOf, object, position, text } from './schema.js';
import type { Answer, RouteDoc } from './route-doc.js';

/** 200, and JSON of this shape. */
export const ok = (schema: Schema, example?: unknown): Answer => ({
  status: 200,
  schema,
  ...(example !== undefined && { example }),
});

/** 201, and JSON of this shape. */
export const created = (schema: Schema, example?: unknown): Answer => ({ ...ok(schema, example), status: 201 });

const commandAnswer = object<CommandAnswer>(
  {
    commandId: text('write-1', 'The `Idempotency-Key`.'),
    facts: listOf(text('TicketAssigned'), 'Types of the events it brought about; empty when it was so already.'),
    position,
    made: text('m01h8x3k9w', 'Id of the reply, note or transfer that was made.'),
  },
  { optional: ['made'] },
);

/** The answer of a write about customers, tickets and inboxes that brings about these facts. */
export function facts(names: readonly string[], { status = 200, made = false } = {}): Answer {
  const example = { commandId: 'write-1', facts: names, position: 'bG9nLjEuNDI', ...(made && { made: 'm01h8x3k9w' }) };
  return { status, schema: commandAnswer, example };
}

/** A write: it wants an `Idempotency-Key`. */
export const write = (doc: Omit<RouteDoc, 'writes'>): RouteDoc => ({ ...doc, writes: true });

/** A well-formed id of no ticket at all. */
export const noTicket = { path: { ticketId: '00000000000000000000.9' } } as const;
