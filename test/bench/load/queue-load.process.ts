import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { serveTask } from '../programs/child-program.js';
import { greeted } from './chat-visitor.js';
import { cloudBody, textOf } from './samples.js';

/**
 * A steady load of chat messages, and beside it one customer after the other who writes for the first time: how long
 * until the queue shows each of them. Whoever was seen is resolved, so that the queue of the probes stays short.
 */
export interface QueueLoad {
  readonly url: string;
  readonly key: string;
  readonly secret: string;
  readonly visitors: number;
  readonly perSecond: number;
  readonly seconds: number;
}
export interface QueueLoadDone {
  /** Milliseconds from the first byte of each probe until it stood in an answer. */
  readonly waits: readonly number[];
  readonly messages: number;
  readonly messagesPerSecond: number;
}

const tickMs = 10;
const betweenProbesMs = 20;
const betweenLooksMs = 1;

serveTask(async (load: QueueLoad): Promise<QueueLoadDone> => {
  const visitors = await Promise.all(Array.from({ length: load.visitors }, (_, n) => greeted(load, `visitor-${n}`)));
  const end = performance.now() + load.seconds * 1000;
  const [steady, waits] = await Promise.all([writeSteadily(visitors, load, end), probe(load, end)]);
  for (const socket of visitors) socket.close();
  return { waits, ...steady };
});

/** Sends what is due by the clock, visitor after visitor, until `end`; then waits for the acks. */
async function writeSteadily(visitors: readonly WebSocket[], { perSecond }: QueueLoad, end: number) {
  const start = performance.now();
  let [sent, acknowledged] = [0, 0];
  for (const socket of visitors)
    socket.on('message', (data: Buffer) => void (acknowledged += Number(data.includes('"ack"'))));
  for (let now = start; now < end; now = performance.now()) {
    for (const due = ((now - start) / 1000) * perSecond; sent < due; sent += 1) {
      visitors[sent % visitors.length]?.send(
        JSON.stringify({ type: 'message', id: `m${sent}`, text: textOf(sent, 80) }),
      );
    }
    await pause(tickMs);
  }
  while (acknowledged < sent) await pause(tickMs);
  return { messages: sent, messagesPerSecond: sent / ((performance.now() - start) / 1000) };
}

async function probe(load: QueueLoad, end: number): Promise<readonly number[]> {
  const waits: number[] = [];
  let seen = '';
  for (let n = 0; performance.now() < end; n += 1) {
    const start = performance.now();
    await ask(load, 'POST', '/v1/inboxes/probe/envelopes', cloudBody(n).toString());
    seen = await appeared(load, seen);
    waits.push(performance.now() - start);
    await ask(load, 'POST', `/v1/tickets/${seen}/resolution`);
    await pause(betweenProbesMs);
  }
  return waits;
}

/** Looks until a ticket stands in the queue that was not the last one; answers its id. */
async function appeared(load: QueueLoad, last: string): Promise<string> {
  for (;;) {
    const { tickets } = (await ask(load, 'GET', '/v1/queue?inbox=probe&limit=2')) as {
      tickets: { ticketId: string }[];
    };
    const found = tickets.find(({ ticketId }) => ticketId !== last);
    if (found) return found.ticketId;
    await pause(betweenLooksMs);
  }
}

async function ask({ url, key }: QueueLoad, method: string, path: string, body?: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${key}`, 'idempotency-key': randomUUID() };
  const answer = await fetch(`${url}${path}`, { method, headers, ...(body !== undefined && { body }) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
