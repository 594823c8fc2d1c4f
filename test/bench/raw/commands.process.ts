import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import fastify from 'fastify';
import { serveTask } from '../programs/child-program.js';
import type { Command, Recorded } from './command.worker.js';
import { groupCommit } from './group-commit.js';

/**
 * Commands by hand: Fastify, a key, the body read as JSON; a worker appends one fact and keeps one answer for each, all
 * that waits in one transaction (`synchronous=FULL`). Nothing is judged, sealed or copied.
 */
export interface RawCommands {
  readonly path: string;
  readonly keys: readonly string[];
}

interface Route {
  readonly Params: { readonly ticket: string; readonly what: string };
}

serveTask(async ({ path, keys }: RawCommands): Promise<{ readonly port: number }> => {
  const writer = new Worker(new URL('./command.worker.js', import.meta.url), { workerData: path });
  const record = groupCommit<Command, Recorded>(writer);
  const known = new Set(keys.map((key) => `Bearer ${key}`));
  const server = fastify();
  server.addHook('onRequest', async ({ headers: { authorization = '' } }, reply) => {
    if (!known.has(authorization)) return reply.code(401).send();
  });
  server.post<Route>('/v1/tickets/:ticket/:what', async ({ params, body, headers }) => {
    const clear = JSON.stringify(body ?? {});
    const commandId = String(headers['idempotency-key']);
    const digest = createHash('sha256').update(clear).digest('hex');
    const [recorded] = await record([{ stream: params.ticket, type: params.what, clear, commandId, digest }]);
    return { commandId, facts: [params.what], position: String(recorded?.position) };
  });
  process.once('disconnect', () => {
    writer.postMessage('close');
    void server.close();
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  return { port: (server.server.address() as AddressInfo).port };
});
