import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import fastify from 'fastify';
import { serveTask } from '../programs/child-program.js';

/**
 * A door by hand: Fastify, a key, the raw bytes and their digest; rows gather on this thread and go to a worker, which
 * inserts all that waits in one transaction (`synchronous=FULL`). It answers when the row is durable.
 */
export interface RawDoor {
  readonly path: string;
  readonly key: string;
}
type Row = { readonly sha256: Buffer; readonly body: Buffer };

serveTask(async ({ path, key }: RawDoor): Promise<{ readonly port: number }> => {
  const writer = new Worker(new URL('./door-single.worker.js', import.meta.url), { workerData: path });
  const keep = groupCommit(writer);
  const server = fastify({ bodyLimit: 1024 * 1024 });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.post('/envelopes', async (request, reply) => {
    if (request.headers.authorization !== `Bearer ${key}`) return reply.code(401).send();
    const body = request.body as Buffer;
    const position = await keep({ sha256: createHash('sha256').update(body).digest(), body });
    return reply.code(201).send({ envelope: String(position) });
  });
  process.once('disconnect', () => {
    writer.postMessage('close');
    void server.close();
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  return { port: (server.server.address() as AddressInfo).port };
});

/** What comes while a commit is under way shares the next one. */
function groupCommit(writer: Worker): (row: Row) => Promise<number> {
  let waiting: { readonly row: Row; readonly durable: (position: number) => void }[] = [];
  let inFlight: typeof waiting = [];
  const handOver = () => {
    if (inFlight.length > 0 || waiting.length === 0) return;
    [inFlight, waiting] = [waiting, []];
    writer.postMessage(inFlight.map(({ row }) => row));
  };
  writer.on('message', (last: number) => {
    const done = inFlight;
    inFlight = [];
    done.forEach(({ durable }, at) => durable(last - done.length + 1 + at));
    handOver();
  });
  return (row) =>
    new Promise((durable) => {
      if (waiting.push({ row, durable }) === 1) setImmediate(handOver);
    });
}
