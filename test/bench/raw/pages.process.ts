import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue } from 'node:sqlite';
import fastify from 'fastify';
import { serveTask } from '../programs/child-program.js';

/**
 * Pages by hand: Fastify, a key, prepared statements over the same rows, and what they found as JSON. A queue is read by
 * the one column that narrows it most, or as a whole; what else is asked is not looked at.
 */
export interface RawPages {
  /** The file of the desk's pages. */
  readonly path: string;
  readonly keys: readonly string[];
}

const pageLength = 50;
const narrowing = { team: 'teamId', assignee: 'assigneeId', inbox: 'inbox', language: 'language' } as const;
const cards = `SELECT tickets.*, queue.since AS queuedSince, queue.answered FROM queue JOIN tickets USING ("ticketId")`;
const order = `ORDER BY queue.urgency, queue.answered, queue.since, queue."ticketId" LIMIT ${pageLength}`;
const beyond = `queue.resting = 0 AND (queue.urgency, queue.answered, queue.since, queue."ticketId") > (?, ?, ?, ?)`;
const newestFirst = `ORDER BY "occurredAt" DESC, position DESC LIMIT ${pageLength}`;

serveTask(async ({ path, keys }: RawPages): Promise<{ readonly port: number }> => {
  const db = new DatabaseSync(path, { readOnly: true });
  const whole = db.prepare(`${cards} WHERE ${beyond} ${order}`);
  const narrowed = Object.entries(narrowing).map(([asked, column]) => [asked, db.prepare(`${cards} WHERE queue."${column}" = ? AND ${beyond} ${order}`)] as const); // prettier-ignore
  const ticket = db.prepare('SELECT * FROM tickets WHERE "ticketId" = ?');
  const timeline = db.prepare(`SELECT * FROM timeline WHERE "customerId" = ? AND ("occurredAt", position) < (?, ?) ${newestFirst}`); // prettier-ignore
  const server = fastify();
  const known = new Set(keys.map((key) => `Bearer ${key}`));
  server.addHook('onRequest', async ({ headers: { authorization = '' } }, reply) => {
    if (!known.has(authorization)) return reply.code(401).send();
  });
  server.get<{ Querystring: Record<string, string> }>('/v1/queue', async ({ query }) => {
    const place = placeIn(query['cursor'], [-1, 0, '', '']);
    const [asked, statement] = narrowed.find(([name]) => query[name] !== undefined) ?? [];
    const value = asked === undefined ? undefined : query[asked];
    return { tickets: statement && value !== undefined ? statement.all(value, ...place) : whole.all(...place) };
  });
  server.get<{ Params: { id: string } }>('/v1/tickets/:id', async ({ params }) => ({ ticket: ticket.get(params.id) }));
  server.get<{ Params: { id: string }; Querystring: Record<string, string> }>(
    '/v1/customers/:id/timeline',
    async ({ params, query }) => ({ entries: timeline.all(params.id, ...placeIn(query['cursor'], ['9999', 0])) }),
  );
  process.once('disconnect', () => void server.close().then(() => db.close()));
  await server.listen({ port: 0, host: '127.0.0.1' });
  return { port: (server.server.address() as AddressInfo).port };
});

/** The sort key in a cursor of the desk, or where a list begins. */
const placeIn = (cursor: string | undefined, start: readonly SQLInputValue[]): readonly SQLInputValue[] =>
  cursor === undefined
    ? start
    : (JSON.parse(Buffer.from(cursor, 'base64url').toString()) as readonly SQLInputValue[]).slice(1);
