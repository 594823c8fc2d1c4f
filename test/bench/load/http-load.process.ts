import { serveTask } from '../programs/child-program.js';
import { KeptAlive } from './kept-alive.js';
import { mailOf } from './sample-mail.js';
import { batchOf, cloudBody } from './samples.js';

/** Requests over some connections, each sending its next when it has its answer. */
export interface HttpLoad {
  readonly port: number;
  readonly path: string;
  readonly key: string;
  readonly connections: number;
  /** Requests in all. */
  readonly requests: number;
  /** Number of the first: what a run sent to warm up is not sent again. 0 where left out. */
  readonly from?: number;
  readonly body: 'cloud' | 'cloud-batch' | 'mail-batch';
  /** Envelopes a batch. */
  readonly batch: number;
}
export interface HttpLoadDone {
  /** From the first request to the last answer. */
  readonly milliseconds: number;
  readonly envelopes: number;
}

serveTask(async (load: HttpLoad): Promise<HttpLoadDone> => {
  const requests = Array.from({ length: load.requests }, (_, n) => requestOf(load, n + (load.from ?? 0)));
  const connections = await Promise.all(Array.from({ length: load.connections }, () => KeptAlive.open(load.port)));
  const next = requests.values();
  const start = performance.now();
  await Promise.all(connections.map((connection) => sendAll(connection, next)));
  const milliseconds = performance.now() - start;
  for (const connection of connections) connection.close();
  return { milliseconds, envelopes: load.requests * load.batch };
});

async function sendAll(connection: KeptAlive, requests: Iterator<Buffer, undefined>): Promise<void> {
  for (let { value } = requests.next(); value; { value } = requests.next()) {
    const status = await connection.ask(value);
    if (status !== 200 && status !== 201) throw new Error(`the door answered ${status}`);
  }
}

function requestOf({ path, key, body, batch }: HttpLoad, n: number): Buffer {
  const [bytes, contentType] = bodyOf(body, n, batch);
  const head = [
    `POST ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    `Authorization: Bearer ${key}`,
    `Content-Type: ${contentType}`,
    `Content-Length: ${bytes.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes]);
}

function bodyOf(body: HttpLoad['body'], n: number, batch: number): readonly [Buffer, string] {
  if (body === 'cloud') return [cloudBody(n), 'application/json'];
  const make = body === 'mail-batch' ? mailOf : cloudBody;
  const type = body === 'mail-batch' ? 'message/rfc822' : 'application/json';
  return [
    batchOf(
      Array.from({ length: batch }, (_, at) => make(n * batch + at)),
      type,
    ),
    'application/x-ndjson',
  ];
}
