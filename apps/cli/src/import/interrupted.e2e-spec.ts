import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { answerOf, serve, sijil } from '../../testing/index.js';
import type { Served } from '../../testing/index.js';
import { announceDesk } from '../desk/index.js';
import type { RunningDesk } from '../desk/index.js';
import type { ImportReport } from './index.js';

const main = fileURLToPath(new URL('../main.js', import.meta.url));
/** Three of these fill a request. */
const large = 'a line of a long letter\n'.repeat(75_000);
const mails = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const mail = (id: string): string =>
  `From: Sara <sara@post.example>\nTo: support@shop.example\nSubject: letter ${id}\nMessage-ID: <${id}@post.example>\n\n${large}`;

describe('an import that is interrupted', () => {
  let folder: string;
  let served: Served;
  const data = () => join(folder, 'data');
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sijil-import-'));
    served = await serve(data());
    await sijil(data(), 'inboxes', 'create', 'mail', '--kind', 'email', '--address', 'support@shop.example');
    await mkdir(join(folder, 'mails'));
    for (const id of mails) await writeFile(join(folder, 'mails', `${id}.eml`), mail(id));
  });
  afterAll(async () => {
    await served.end('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  });

  /** A way to the desk on which the answer to the second batch, kept by then, never arrives. */
  async function wayWithout(onSilence: () => void): Promise<Server> {
    let batches = 0;
    const pass = async (request: IncomingMessage, response: ServerResponse) => {
      const answer = await passedOn(request, served.url);
      if (request.url?.endsWith('/batch') && (batches += 1) === 2) return onSilence();
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      response.end(await answer.text());
    };
    const way = createServer((request, response) => void pass(request, response));
    await once(way.listen(0, '127.0.0.1'), 'listening');
    return way;
  }

  /** Announces the desk in another folder as if it listened on that way. */
  async function announceOn(way: Server): Promise<string> {
    const desk = JSON.parse(await readFile(join(data(), 'running.json'), 'utf8')) as RunningDesk;
    const beside = join(folder, 'beside');
    await mkdir(beside);
    await announceDesk(beside, { ...desk, url: `http://127.0.0.1:${(way.address() as AddressInfo).port}` });
    return beside;
  }

  it('ends with 130, and the next one goes on: nothing is lost, nothing is there twice', async () => {
    let interrupt: () => void = () => undefined;
    const way = await wayWithout(() => interrupt());
    const env = { PATH: process.env['PATH'], DATA_DIR: await announceOn(way), LOG_LEVEL: 'fatal' };
    const child = spawn(process.execPath, [main, 'import', 'mail', join(folder, 'mails'), '--json'], { env });
    interrupt = () => void child.kill('SIGINT');
    const [told, [code]] = await Promise.all([buffer(child.stderr), once(child, 'exit') as Promise<[number | null]>]);
    way.close();
    expect([code, told.toString()]).toEqual([130, expect.stringContaining('CLI.INTERRUPTED')]);

    const again = await answerOf<ImportReport>(data(), 'import', 'mail', join(folder, 'mails'));
    expect(again).toMatchObject({ read: 7, taken: 1, repeated: 6, refused: 0, quarantined: [] });
    const { entries } = await answerOf<{ entries: { kind: string; subject: string }[] }>(data(), 'show', 'timeline', '1'); // prettier-ignore
    const letters = entries.filter(({ kind }) => kind === 'message').map(({ subject }) => subject);
    expect(letters.sort()).toEqual(mails.map((id) => `letter ${id}`));
  });
});

async function passedOn(request: IncomingMessage, to: string): Promise<Response> {
  const { method = 'GET', url = '', headers } = request;
  const { authorization = '', lane = '', 'content-type': type = '' } = headers;
  const body = method === 'GET' ? null : new Uint8Array(await buffer(request));
  const passed = { authorization, 'content-type': type, lane: String(lane) };
  return fetch(`${to}${url}`, { method, headers: passed, body });
}
