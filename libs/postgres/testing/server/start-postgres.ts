import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** A server that was started, and somebody who waits for it. */
export interface StartedPostgres {
  /** Of its administrator; the password is made up for this server. */
  readonly url: string;
  /** Stops the server and removes its data. */
  stop(): Promise<void>;
}

const keeper = new URL('./keeper.js', import.meta.url).pathname;

/**
 * A PostgreSQL server of its own, on a free port of this machine, with fsync on and its data in a temporary folder.
 * It is kept by a process of its own, which stops it when this process ends, however that happens.
 * Errors: `Error`, which says why there is none (root without the user `postgres`, a platform without binaries …).
 */
export async function startPostgres(): Promise<StartedPostgres> {
  // Detached: a Ctrl-C in the terminal ends the test run, and that ends the keeper in its own order.
  const kept = spawn(process.execPath, [keeper], { detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  const url = await firstLineOf(kept.stdout);
  if (url === '') throw new Error((await text(kept.stderr)).trim() || 'it could not be started');
  kept.stderr.resume();
  return {
    url,
    async stop() {
      const ended = once(kept, 'exit');
      kept.stdin.end();
      await ended;
    },
  };
}

/** Empty where the output ends without one. */
async function firstLineOf(output: Readable): Promise<string> {
  for await (const line of createInterface(output)) return line;
  return '';
}
