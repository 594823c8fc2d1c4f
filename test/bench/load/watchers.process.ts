import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { serveTask } from '../programs/child-program.js';
import { KeptAlive } from './kept-alive.js';

/** Clients that watch one queue, and the changes they are to be told of: priorities that are set by the clock. */
export interface Watchers {
  readonly port: number;
  /** What they watch, `/v1/live/queue?…`. */
  readonly path: string;
  readonly key: string;
  readonly clients: number;
  /** Tickets of that queue; each is changed once. */
  readonly ticketIds: readonly string[];
  readonly perSecond: number;
}
export interface WatchersDone {
  /** Milliseconds from when a change was due until a client had it. */
  readonly waits: readonly number[];
  /** Changes that a client was not told of: there should be none. */
  readonly missed: number;
  readonly bytes: number;
}

/** One client in so many looks at what it is told; the others only take it in, as clients elsewhere would. */
const looking = 10;
const connectionsForChanges = 8;
const waitNoLongerMs = 30_000;
const row = /event: ticket\ndata: \{"ticketId":"([^"]+)"/g;

serveTask(async (task: Watchers): Promise<WatchersDone> => {
  const due = new Map<string, number>();
  const told: Map<string, number>[] = [];
  let bytes = 0;
  const sockets = await Promise.all(Array.from({ length: task.clients }, (_, n) => watch(n)));
  await change(task, due);
  const lookers = told.length;
  const end = performance.now() + waitNoLongerMs;
  const missing = () => lookers * due.size - told.reduce((sum, { size }) => sum + size, 0);
  while (missing() > 0 && performance.now() < end) await pause(20);
  for (const socket of sockets) socket.destroy();
  const waits = told.flatMap((seen) => [...seen].map(([ticketId, at]) => at - (due.get(ticketId) ?? 0)));
  return { waits, missed: missing(), bytes };

  async function watch(n: number): Promise<Socket> {
    const socket = connect({ port: task.port, host: '127.0.0.1' });
    await once(socket, 'connect');
    socket.write(`GET ${task.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${task.key}\r\n\r\n`);
    await greeted(socket);
    socket.on('data', (piece: Buffer) => void (bytes += piece.length));
    if (n % looking === 0) look(socket);
    return socket;
  }

  /** A row may come in two pieces: what is left of the last is kept. */
  function look(socket: Socket): void {
    const seen = new Map<string, number>();
    told.push(seen);
    let rest = '';
    socket.on('data', (piece: Buffer) => {
      const text = rest + piece.toString('latin1');
      for (const [, ticketId = ''] of text.matchAll(row))
        if (!seen.has(ticketId)) seen.set(ticketId, performance.now());
      rest = text.slice(-200);
    });
  }
});

/** What is committed before a client is greeted is not told to it. */
async function greeted(socket: Socket): Promise<void> {
  let said = '';
  while (!said.includes('event: ready')) said += ((await once(socket, 'data')) as [Buffer])[0].toString('latin1');
}

async function change({ port, key, ticketIds, perSecond }: Watchers, due: Map<string, number>): Promise<void> {
  const connections = await Promise.all(Array.from({ length: connectionsForChanges }, () => KeptAlive.open(port)));
  const turns = ticketIds.entries();
  const start = performance.now();
  await Promise.all(connections.map(changeAll));
  for (const connection of connections) connection.close();

  async function changeAll(connection: KeptAlive): Promise<void> {
    for (const [at, ticketId] of turns) {
      const when = start + (at / perSecond) * 1000;
      await pause(Math.max(0, when - performance.now()));
      due.set(ticketId, when);
      const status = await connection.ask(priorityOf(ticketId, key));
      if (status !== 200) throw new Error(`the desk answered ${status}`);
    }
  }
}

/** A priority no ticket of the queue has. */
function priorityOf(ticketId: string, key: string): Buffer {
  const body = JSON.stringify({ priority: 'urgent' });
  const head = [
    `POST /v1/tickets/${ticketId}/priority HTTP/1.1`,
    'Host: 127.0.0.1',
    `Authorization: Bearer ${key}`,
    `Idempotency-Key: urgent-${ticketId}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}
