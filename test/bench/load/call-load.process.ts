import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { serveTask } from '../programs/child-program.js';
import { KeptAlive } from './kept-alive.js';

/** One request. */
export interface Call {
  /** What its waits are told under. */
  readonly kind: string;
  readonly path: string;
  readonly key: string;
  /** JSON of a write, `''` for none; a call without one reads. */
  readonly body?: string;
}

/** Calls in chains: those of one chain go one after the other on one connection, which then takes the next chain. */
export interface CallLoad {
  readonly port: number;
  readonly chains: readonly (readonly Call[])[];
  readonly connections: number;
  /** Chains begun by the clock, whether or not those before are done; as fast as can be where it is left out. */
  readonly chainsPerSecond?: number;
}
export interface CallLoadDone {
  /** Milliseconds of each call by kind; by the clock they are counted from when their chain was due. */
  readonly waits: Readonly<Record<string, readonly number[]>>;
  readonly perSecond: number;
}

serveTask(async ({ port, chains, connections, chainsPerSecond }: CallLoad): Promise<CallLoadDone> => {
  const run = randomUUID();
  const requests = chains.map((chain, at) => chain.map((call, n) => ({ kind: call.kind, request: requestOf(call, `${run}-${at}-${n}`) }))); // prettier-ignore
  const waits: Record<string, number[]> = Object.fromEntries(chains.flat().map(({ kind }) => [kind, []]));
  const open = await Promise.all(Array.from({ length: connections }, () => KeptAlive.open(port)));
  const turns = requests.entries();
  const start = performance.now();
  await Promise.all(open.map(callAll));
  const perSecond = chains.flat().length / ((performance.now() - start) / 1000);
  for (const connection of open) connection.close();
  return { waits, perSecond };

  async function callAll(connection: KeptAlive): Promise<void> {
    for (const [at, chain] of turns) {
      let began = await dueOf(at);
      for (const { kind, request } of chain) {
        const status = await connection.ask(request);
        if (status !== 200 && status !== 201) throw new Error(`${kind}: the desk answered ${status}`);
        waits[kind]?.push(performance.now() - began);
        began = performance.now();
      }
    }
  }

  async function dueOf(at: number): Promise<number> {
    if (chainsPerSecond === undefined) return performance.now();
    const due = start + (at / chainsPerSecond) * 1000;
    if (due > performance.now()) await pause(due - performance.now());
    return due;
  }
});

function requestOf({ path, key, body }: Call, commandId: string): Buffer {
  const head = [
    `${body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    `Authorization: Bearer ${key}`,
  ];
  if (body === undefined) return Buffer.from(`${head.join('\r\n')}\r\n\r\n`);
  const written = [`Idempotency-Key: ${commandId}`, `Content-Length: ${Buffer.byteLength(body)}`];
  const type = body === '' ? [] : ['Content-Type: application/json'];
  return Buffer.from(`${[...head, ...written, ...type].join('\r\n')}\r\n\r\n${body}`);
}
