import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DeskClient } from './desk-client.js';
import { DeskRefusal, DeskUnreachable } from './desk.errors.js';
import { longWork } from './long-work.js';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

describe('a client of the desk', () => {
  let server: Server;
  let answers: Answer[];
  const asked: IncomingMessage[] = [];
  const client = (signal?: AbortSignal) =>
    new DeskClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'a key', signal);

  beforeEach(async () => {
    asked.splice(0);
    server = createServer((request, response) => {
      asked.push(request);
      const [answer] = answers.length > 1 ? [answers.shift()] : answers;
      request.resume().on('end', () => answer?.(request, response));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const say =
    (status: number, body: unknown, headers = {}): Answer =>
    (_, response) =>
      response.writeHead(status, headers).end(JSON.stringify(body));

  it('shows its key, and names every write', async () => {
    answers = [say(200, { done: true })];
    expect(await client().post('/v1/keys', {})).toEqual({ done: true });
    expect(asked[0]?.headers).toMatchObject({ authorization: 'Bearer a key' });
    expect(asked[0]?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('waits as long as the desk asks for and repeats the same write', async () => {
    answers = [say(503, { code: 'DESK.BUSY', detail: 'busy' }, { 'retry-after': '0' }), say(201, { ok: 1 })];
    expect(await client().post('/v1/x')).toEqual({ ok: 1 });
    const names = asked.map(({ headers }) => headers['idempotency-key']);
    expect(new Set(names).size).toBe(1);
    expect(names).toHaveLength(2);
  });

  it('tells a refusal with the desk’s own code', async () => {
    answers = [say(404, { code: 'TICKET.NOT_FOUND', detail: 'there is none' })];
    const refusal = client().get('/v1/tickets/9');
    await expect(refusal).rejects.toBeInstanceOf(DeskRefusal);
    await expect(refusal).rejects.toMatchObject({ code: 'TICKET.NOT_FOUND', status: 404, message: 'there is none' });
  });

  it('tells a refusal that is no problem detail by its status', async () => {
    answers = [(_, response) => response.writeHead(502).end('<html>')];
    await expect(client().get('/')).rejects.toMatchObject({ code: 'HTTP.502' });
  });

  it('tells what answers but is no desk', async () => {
    answers = [(_, response) => response.end('hello')];
    await expect(client().get('/')).rejects.toMatchObject({ code: 'CLI.ANSWER_UNREADABLE' });
  });

  it('says so when nobody answers', async () => {
    await expect(new DeskClient('http://127.0.0.1:1', 'k').get('/')).rejects.toBeInstanceOf(DeskUnreachable);
  });

  it('ends with the reason of an interruption', async () => {
    const interruption = new AbortController();
    answers = [() => interruption.abort(new Error('Ctrl-C'))];
    await expect(client(interruption.signal).get('/')).rejects.toThrow('Ctrl-C');
  });

  it('hears long work to its result', async () => {
    const lines = [{ done: '1', total: '4' }, { done: '4', total: '4' }, { result: { rows: 7 } }];
    answers = [(_, response) => response.end(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))];
    const shown: number[] = [];
    expect(await longWork(client(), '/v1/operations/rebuild', {}, (done) => shown.push(done))).toEqual({ rows: 7 });
    expect(shown).toEqual([1, 4]);
  });

  it('tells the problem that ended long work', async () => {
    const problem = { code: 'BACKUP.TARGET_NOT_EMPTY', status: 409, detail: 'not empty' };
    answers = [(_, response) => response.end(`${JSON.stringify({ problem })}\n`)];
    await expect(longWork(client(), '/', {}, () => undefined)).rejects.toMatchObject({ code: problem.code });
  });
});
