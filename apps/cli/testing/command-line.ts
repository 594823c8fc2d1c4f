import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { runCli } from '../src/index.js';

/** How a command ended, and what it wrote. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this process, over the stores in a folder. */
export async function sijil(dataDir: string, ...words: string[]): Promise<Ended> {
  const [out, err] = [new Heard(), new Heard()];
  const env = { DATA_DIR: dataDir, LOG_LEVEL: 'fatal', PORT: '0' };
  const streams = { out: out as unknown as NodeJS.WriteStream, err: err as unknown as NodeJS.WriteStream };
  const code = await runCli(words, { env, ...streams, signal: new AbortController().signal });
  return { code, out: out.text, err: err.text };
}

/** The answer of a command that is asked with `--json`. */
export async function answerOf<Answer>(dataDir: string, ...words: string[]): Promise<Answer> {
  const { code, out, err } = await sijil(dataDir, '--json', ...words);
  if (code !== 0) throw new Error(`sijil ${words.join(' ')} ended with ${code}: ${err}`);
  return JSON.parse(out) as Answer;
}

/** A server in a process of its own. */
export interface Served {
  readonly url: string;
  readonly pid: number | undefined;
  /** Present at the first start on a folder. */
  readonly adminKey?: string;
  /** Sends a signal and waits; answers the exit code. */
  end(signal: 'SIGTERM' | 'SIGINT'): Promise<number | null>;
}

const main = fileURLToPath(new URL('../src/main.js', import.meta.url));

/** Runs `sijil serve` until it says where it listens, with more in its environment. Errors: what it wrote, when it ends before. */
export async function serve(dataDir: string, more: Readonly<Record<string, string>> = {}): Promise<Served> {
  const env = { PATH: process.env['PATH'], DATA_DIR: dataDir, LOG_LEVEL: 'fatal', PORT: '0', ...more };
  const child = spawn(process.execPath, [main, 'serve', '--json'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const { url, adminKey } = await announced(child);
  return {
    url,
    pid: child.pid,
    ...(adminKey !== undefined && { adminKey }),
    end: async (signal) => {
      child.kill(signal);
      const [code] = (await once(child, 'exit')) as [number | null];
      return code;
    },
  };
}

async function announced(child: ChildProcess): Promise<{ readonly url: string; readonly adminKey?: string }> {
  let [out, err] = ['', ''];
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`ended with ${code}: ${err}`)));
  const said = new Promise<string>((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (out.trimEnd().endsWith('}')) resolve(out);
    });
  });
  const text = await Promise.race([said, ended]);
  ended.catch(() => undefined);
  return JSON.parse(text) as { url: string; adminKey?: string };
}

class Heard extends Writable {
  text = '';
  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
