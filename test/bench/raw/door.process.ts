import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import fastify from 'fastify';
import { serveTask } from '../programs/child-program.js';
import type { Kept, Row } from './envelope-table.js';
import { groupCommit } from './group-commit.js';

/**
 * A door by hand: Fastify, a key, the raw bytes and their digest; rows gather on this thread and go to a worker, which
 * inserts all that waits in one transaction (`synchronous=FULL`). It answers when the rows are durable: to one
 * envelope with its place, to a batch of NDJSON lines with a result a line.
 */
export interface RawDoor {
  readonly path: string;
  readonly key: string;
}

serveTask(async ({ path, key }: RawDoor): Promise<{ readonly port: number }> => {
  const writer = new Worker(new URL('./envelope.worker.js', import.meta.url), { workerData: path });
  const keep = groupCommit<Row, Kept>(writer);
  const server = fastify({ bodyLimit: 1024 * 1024 });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.addHook('onRequest', async (request, reply) => {
    if (request.headers.authorization !== `Bearer ${key}`) return reply.code(401).send();
  });
  server.post('/envelopes', async ({ body }, reply) => {
    const [kept] = await keep([rowOf(body as Buffer)]);
    return reply.code(201).send(kept && answerOf(kept));
  });
  server.post('/envelopes/batch', async ({ body }) => {
    const kept = await keep(readLines(body as Buffer));
    return { results: kept.map((one, at) => ({ line: at + 1, ...answerOf(one) })) };
  });
  process.once('disconnect', () => {
    writer.postMessage('close');
    void server.close();
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  return { port: (server.server.address() as AddressInfo).port };
});

const rowOf = (body: Buffer, nativeId = ''): Row => ({
  nativeId,
  sha256: createHash('sha256').update(body).digest(),
  body,
});

const readLines = (body: Buffer): readonly Row[] =>
  body
    .toString()
    .split('\n')
    .map((line) => {
      const { nativeId, bodyBase64 } = JSON.parse(line) as { nativeId?: string; bodyBase64: string };
      return rowOf(Buffer.from(bodyBase64, 'base64'), nativeId);
    });

const answerOf = ({ position, repeated }: Kept) => ({ envelope: String(position), repeated });
