import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { DeskStatus } from '#apps/api';
import type { FailpointName } from '#failpoints';

const program = fileURLToPath(new URL('./desk.process.js', import.meta.url));
/** The admin's key of every desk here. */
export const adminKey = 'a-key-for-tests-that-kill';
const askAgainAfterMs = 20;
const patienceMs = 60_000;

/** How a process ended: by which signal, or with which code. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Where a process is to die, and at which pass of that place. */
export interface ArmedFailpoint {
  readonly name: FailpointName;
  readonly hit: number;
}

/** The process died before it had answered. */
export class DeskDied extends Error {}

/** A desk in a process of its own. */
export class DeskProcess {
  readonly ended: Promise<Ending>;
  #isAlive = true;
  #complaints = '';

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    child.stdin.on('error', () => undefined);
    child.stderr.on('data', (chunk: Buffer) => (this.#complaints += chunk.toString()));
    this.ended = once(child, 'exit').then(([code, signal]) => {
      this.#isAlive = false;
      return { code: code as number | null, signal: signal as NodeJS.Signals | null };
    });
  }

  /**
   * A process that is ready to start a desk on this folder, which it leaves alone until `start`: loading takes longer than
   * starting. It dies at the `hit`-th hit of a failpoint where one is named.
   */
  static prepare(folder: string, failpoint?: ArmedFailpoint): DeskProcess {
    const env = { ...process.env, FAILPOINT: failpoint ? `${failpoint.name}:${failpoint.hit}` : '' };
    return new DeskProcess(spawn(process.execPath, [program, folder, adminKey], { env, stdio: 'pipe' }));
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** What it wrote on standard error. */
  get complaints(): string {
    return this.#complaints;
  }

  /** Starts the desk; answers where it listens, or `undefined` when it died first. */
  async start(): Promise<DeskAddress | undefined> {
    this.child.stdin.write('start\n');
    for await (const line of createInterface({ input: this.child.stdout })) return new DeskAddress(line);
    return undefined;
  }

  /** As `kill -9`. */
  kill(): void {
    this.child.kill('SIGKILL');
  }

  /** Asks it to stop, and waits until it has. */
  async stop(): Promise<Ending> {
    this.child.kill('SIGTERM');
    return this.ended;
  }
}

/** What a desk answered. */
export interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly text: string;
}

interface Request {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

/** Reaches a desk over HTTP, with an admin's key. Errors: `DeskDied` when nobody answers. */
export class DeskAddress {
  constructor(readonly url: string) {}

  async ask(method: string, path: string, request: Request = {}): Promise<Answer> {
    try {
      const headers = { authorization: `Bearer ${adminKey}`, ...request.headers };
      const answer = await fetch(`${this.url}${path}`, { method, ...request, headers });
      return { status: answer.status, retryAfter: answer.headers.get('retry-after'), text: await answer.text() };
    } catch (fault) {
      throw new DeskDied('the desk died', { cause: fault });
    }
  }

  /** A command under an id of its own; repeated with the same id it changes nothing. */
  write(method: string, path: string, id: string, body?: object): Promise<Answer> {
    const headers = { 'idempotency-key': id, ...(body && { 'content-type': 'application/json' }) };
    return this.ask(method, path, { headers, ...(body && { body: JSON.stringify(body) }) });
  }

  /** A long work of an operator; answers the last line of its story. */
  async operate(work: 'verify' | 'backup' | 'rebuild', body: object = {}): Promise<Readonly<Record<string, unknown>>> {
    const { text } = await this.write('POST', `/v1/operations/${work}`, work, body);
    return JSON.parse(text.trimEnd().split('\n').at(-1) ?? '{}') as Readonly<Record<string, unknown>>;
  }

  async status(): Promise<DeskStatus> {
    return JSON.parse((await this.ask('GET', '/v1/status')).text) as DeskStatus;
  }

  /** Resolves when everything kept is recorded and on the pages. Errors: when that takes a minute. */
  async settled(): Promise<DeskStatus> {
    for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await pause(askAgainAfterMs)) {
      const status = await this.status();
      if (isSettled(status)) return status;
    }
    throw new Error(`the desk did not come to rest: ${JSON.stringify(await this.status())}`);
  }
}

const isSettled = ({ position, pages, lanes }: DeskStatus): boolean =>
  position === pages && Object.values(lanes).every(({ head, read }) => head === read);
