import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DeskStatus } from '#apps/api';
import { ProgramFailed } from './child-program.js';
import { processTimes } from './process-times.js';
import type { ProcessTimes } from './process-times.js';

const main = new URL('../../../apps/cli/src/main.js', import.meta.url);
/** The secret of every inbox of a run, and the variable that names it. */
export const inboxSecret = 'a secret that all inboxes of a bench share';
const secretName = 'BENCH_SECRET';
/** As `npm start` starts it. */
const asStarted = ['--max-semi-space-size=4'];
const startsWithinMs = 30_000;
/** How long a desk may take to work off what it took in. */
const settlesWithinMs = 600_000;
/** How often a desk that is still busy is asked again. */
const askEveryMs = 20;

/** A desk as users run it: `sijil serve`, in a process of its own. */
export class ServingDesk {
  private constructor(
    private readonly process: ChildProcess,
    readonly url: string,
    readonly key: string,
  ) {}

  /** Starts over the stores in `dataDir`; limits are raised out of the way of a single loud client. */
  static async start(dataDir: string): Promise<ServingDesk> {
    const most = '1000000';
    const limits = {
      DOOR_RATE_PER_SECOND: most,
      DOOR_BURST: most,
      CHAT_MESSAGES_PER_SECOND: most,
      CHAT_MESSAGE_BURST: most,
    };
    const settings = { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn', NODE_ENV: 'production', ...limits };
    const { PATH, TMPDIR, NODE_COMPILE_CACHE } = process.env;
    const env = { PATH, TMPDIR, NODE_COMPILE_CACHE, [secretName]: inboxSecret, ...settings };
    const child = spawn(process.execPath, [...asStarted, main.pathname, 'serve'], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const { url, key } = await announcementOf(child, dataDir);
    return new ServingDesk(child, url, key);
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Memory the process holds now, in MB; `undefined` where the system does not tell, as below. */
  residentMegabytes(): Promise<number | undefined> {
    return this.megabytes('VmRSS');
  }

  /** The most memory it ever held, in MB. */
  peakMegabytes(): Promise<number | undefined> {
    return this.megabytes('VmHWM');
  }

  /** Processor time it has taken so far. */
  async times(): Promise<ProcessTimes | undefined> {
    return processTimes(this.pid);
  }

  async connectInbox(inbox: string, kind: string): Promise<void> {
    await this.write('PUT', `/v1/inboxes/${inbox}`, { kind, address: `${inbox}@desk.example`, secretName });
  }

  /** A key of its own; answers its secret. */
  async issueKey(role: string, agentId?: string): Promise<string> {
    const { secret } = await this.write<{ secret: string }>('POST', '/v1/keys', { role, label: 'bench', agentId });
    return secret;
  }

  /** What a route answers to its reader. Errors: `ProgramFailed` for anything but success. */
  async read<Answer>(path: string, key = this.key): Promise<Answer> {
    return answerOf(path, await this.fetch(path, { headers: { authorization: `Bearer ${key}` } }));
  }

  /** What a route answers to a write. Errors: `ProgramFailed` for anything but success. */
  async write<Answer>(method: 'POST' | 'PUT', path: string, body: object): Promise<Answer> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    return answerOf(path, await this.fetch(path, { method, body: JSON.stringify(body), headers }));
  }

  /**
   * Resolves when everything the door took is in the log, and everything in the log is in the pages.
   * Errors: `ProgramFailed` when that takes more than ten minutes.
   */
  async settled(): Promise<void> {
    const { head } = (await this.status()).lanes.live;
    await this.until(({ lanes }) => BigInt(lanes.live.read) >= BigInt(head));
    const { position } = await this.status();
    await this.until(({ pages }) => BigInt(pages) >= BigInt(position));
  }

  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await ended;
  }

  private get pid(): number {
    return this.process.pid ?? 0;
  }

  private async megabytes(field: string): Promise<number | undefined> {
    const status = await readFile(`/proc/${this.pid}/status`, 'utf8').catch(() => '');
    const [, kilobytes] = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  }

  private async status(): Promise<DeskStatus> {
    return this.read('/v1/status');
  }

  private async until(isSo: (status: DeskStatus) => boolean): Promise<void> {
    const end = performance.now() + settlesWithinMs;
    while (!isSo(await this.status())) {
      if (performance.now() > end) throw new ProgramFailed('the desk did not settle');
      await pause(askEveryMs);
    }
  }

  private fetch(path: string, { headers, ...request }: RequestInit = {}): Promise<Response> {
    return fetch(`${this.url}${path}`, { ...request, headers: { authorization: `Bearer ${this.key}`, ...headers } });
  }
}

async function answerOf<Answer>(path: string, answer: Response): Promise<Answer> {
  if (!answer.ok) throw new ProgramFailed(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

/** Does some work with a desk over the stores in a folder. */
export async function withDesk<Result>(dataDir: string, work: (desk: ServingDesk) => Promise<Result>): Promise<Result> {
  const desk = await ServingDesk.start(dataDir);
  try {
    return await work(desk);
  } finally {
    await desk.stop();
  }
}

async function announcementOf(
  child: ChildProcess,
  dataDir: string,
): Promise<{ readonly url: string; readonly key: string }> {
  const end = performance.now() + startsWithinMs;
  while (performance.now() < end && child.exitCode === null) {
    const said = await readFile(join(dataDir, 'running.json'), 'utf8').catch(() => undefined);
    if (said) return JSON.parse(said) as { url: string; key: string };
    await pause(askEveryMs);
  }
  child.kill('SIGKILL');
  throw new ProgramFailed('the desk did not start');
}
