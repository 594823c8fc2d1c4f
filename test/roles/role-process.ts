import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

export type RoleName = 'intake' | 'api' | 'projector' | 'relay';

const main = fileURLToPath(new URL('../../apps/cli/src/main.js', import.meta.url));

/** How a process ended. */
export interface RoleEnding {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** One role of a desk in a process of its own, begun as an operator begins it: `sijil serve --role …`. */
export class RoleProcess {
  readonly ended: Promise<RoleEnding>;
  #complaints = '';
  #isAlive = true;

  private constructor(
    readonly role: RoleName,
    private readonly child: ChildProcessByStdio<null, Readable, Readable>,
  ) {
    child.stderr.on('data', (chunk: Buffer) => (this.#complaints += chunk.toString()));
    this.ended = once(child, 'exit').then(([code, signal]) => {
      this.#isAlive = false;
      return { code: code as number | null, signal: signal as NodeJS.Signals | null };
    });
  }

  /** Begins it with these settings and no others. */
  static begin(role: RoleName, settings: Readonly<Record<string, string>>): RoleProcess {
    const env = { PATH: process.env['PATH'], ...settings };
    const words = [main, 'serve', '--json', '--role', role];
    return new RoleProcess(role, spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** What it wrote on standard error. */
  get complaints(): string {
    return this.#complaints;
  }

  /** Where it listens, once it does. Errors: what it wrote, when it ends before. */
  async url(): Promise<string> {
    let said = '';
    for await (const line of createInterface({ input: this.child.stdout })) {
      said += line;
      if (line.startsWith('}')) return (JSON.parse(said) as { url: string }).url;
    }
    throw new Error(`${this.role} ended before it served: ${this.#complaints}`);
  }

  /** As `kill -9`. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Stops its time: it holds on to what it has and does nothing. */
  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  /** Lets it go on as if nothing had happened. */
  wake(): void {
    this.child.kill('SIGCONT');
  }

  /** Asks it to stop, and waits until it has. */
  async stop(): Promise<RoleEnding> {
    this.child.kill('SIGTERM');
    return this.ended;
  }
}
