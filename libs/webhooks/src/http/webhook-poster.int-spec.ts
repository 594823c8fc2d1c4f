import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebhookPoster } from './webhook-poster.js';

const never = new AbortController().signal;
const body = Buffer.from('{"records":[]}');

describe('posting to a webhook', () => {
  let server: Server;
  let url: string;
  let connections: number;
  const opened: WebhookPoster[] = [];
  const serve = async (listener: RequestListener) => {
    server = createServer(listener);
    connections = 0;
    server.on('connection', () => (connections += 1));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/log`;
  };
  const poster = (privateAddresses = true, withinMs?: number) => {
    const made = new WebhookPoster({ privateAddresses }, withinMs);
    opened.push(made);
    return made;
  };
  afterEach(() => {
    for (const each of opened.splice(0)) each.close();
    server.closeAllConnections();
    server.close();
  });

  it('brings the bytes and headers as they are, over one connection', async () => {
    const heard: string[] = [];
    await serve((request, response) => {
      request.on('data', (chunk: Buffer) => heard.push(`${String(request.headers['webhook-id'])} ${chunk.toString()}`));
      request.on('end', () => response.writeHead(200).end('thank you'));
    });
    const sender = poster();
    for (const id of ['a', 'b']) {
      const answer = await sender.post({ url, headers: { 'webhook-id': id }, body }, never);
      expect(answer).toEqual({ kind: 'answered', status: 200 });
    }
    expect([heard, connections]).toEqual([['a {"records":[]}', 'b {"records":[]}'], 1]);
  });

  it('follows no redirect, and says what the other end asks for', async () => {
    const asked: string[] = [];
    await serve((request, response) => {
      asked.push(request.url ?? '');
      const status = asked.length === 1 ? 302 : 503;
      response.writeHead(status, { location: '/elsewhere', 'retry-after': '30' }).end();
    });
    const sender = poster();
    const answers = [await sender.post({ url, headers: {}, body }, never), await sender.post({ url, headers: {}, body }, never)]; // prettier-ignore
    expect(answers).toEqual([302, 503].map((status) => ({ kind: 'answered', status, retryAfter: '30' })));
    expect(asked).toEqual(['/log', '/log']);
  });

  it('reads no more of an answer than it must', async () => {
    await serve((_, response) => {
      response.writeHead(200);
      const more = () => {
        while (response.write(Buffer.alloc(16_384)));
        response.once('drain', more);
      };
      more();
    });
    expect(await poster().post({ url, headers: {}, body }, never)).toEqual({ kind: 'answered', status: 200 });
  });

  it('waits for an answer only so long', async () => {
    await serve(() => undefined);
    expect(await poster(true, 50).post({ url, headers: {}, body }, never)).toEqual({
      kind: 'failed',
      reason: 'WEBHOOK.TIMED_OUT',
    });
  });

  it('says so when nobody is there', async () => {
    await serve(() => undefined);
    server.close();
    await once(server, 'close');
    const unreachable = { kind: 'failed', reason: 'WEBHOOK.UNREACHABLE' };
    expect(await poster().post({ url, headers: {}, body }, never)).toEqual(unreachable);
  });

  it('never connects to a private address, written out or behind a name, unless it may', async () => {
    await serve((_, response) => response.writeHead(200).end());
    const { port } = server.address() as AddressInfo;
    for (const host of ['127.0.0.1', '[::1]', 'localhost']) {
      const post = { url: `https://${host}:${port}/`, headers: {}, body };
      const refused = { kind: 'failed', reason: 'WEBHOOK.ADDRESS_REFUSED' };
      expect([host, await poster(false).post(post, never)]).toEqual([host, refused]);
    }
    expect(connections).toBe(0);
  });
});
