import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { serveTask } from '../programs/child-program.js';
import { greeted } from './chat-visitor.js';
import { cloudBody, textOf } from './samples.js';

/**
 * A steady load of chat messages, and beside it customers who write for the first time, one at every beat of a clock,
 * whether or not the one before was seen: how long until the queue shows each of them. Whoever was seen is resolved, so
 * that the queue of the probes stays short.
 */
export interface QueueLoad {
  readonly url: string;
  readonly key: string;
  readonly secret: string;
  readonly visitors: number;
  readonly perSecond: number;
  readonly seconds: number;
  /** For so long it writes before anybody looks: the figure is of a desk at work, not of one that wakes. */
  readonly warmUpSeconds: number;
}
export interface QueueLoadDone {
  /** Milliseconds from the first byte of each probe until it stood in an answer. */
  readonly waits: readonly number[];
  /** The warm-up among them. */
  readonly messages: number;
  /** Until the last of them was acknowledged; below the rate that was asked for, the desk did not keep up. */
  readonly acknowledgedPerSecond: number;
}

const tickMs = 10;
const betweenProbesMs = 40;
/** Looking costs the desk what agents would not; so long a wait may be overstated. */
const betweenLooksMs = 10;
/** How long the last probes may take to be seen. */
const lookNoLongerMs = 60_000;

serveTask(async (load: QueueLoad): Promise<QueueLoadDone> => {
  const visitors = await Promise.all(Array.from({ length: load.visitors }, (_, n) => greeted(load, `visitor-${n}`)));
  const warmUp = await writeSteadily(visitors, load, performance.now() + load.warmUpSeconds * 1000, 'w');
  const end = performance.now() + load.seconds * 1000;
  const [steady, waits] = await Promise.all([writeSteadily(visitors, load, end, 'm'), probe(load, end)]);
  for (const socket of visitors) socket.close();
  return { waits, ...steady, messages: warmUp.messages + steady.messages };
});

/** Sends what is due by the clock, visitor after visitor, until `end`, under names of its own; then waits for the acks. */
async function writeSteadily(visitors: readonly WebSocket[], { perSecond }: QueueLoad, end: number, name: string) {
  const start = performance.now();
  let [sent, acknowledged] = [0, 0];
  for (const socket of visitors)
    socket.on('message', (data: Buffer) => void (acknowledged += Number(data.includes('"ack"'))));
  for (let now = start; now < end; now = performance.now()) {
    for (const due = ((now - start) / 1000) * perSecond; sent < due; sent += 1) {
      visitors[sent % visitors.length]?.send(
        JSON.stringify({ type: 'message', id: `${name}${sent}`, text: textOf(sent, 80) }),
      );
    }
    await pause(tickMs);
  }
  while (acknowledged < sent) await pause(tickMs);
  return { messages: sent, acknowledgedPerSecond: sent / ((performance.now() - start) / 1000) };
}

/** When each probe that nobody has seen yet was sent, by the name of its customer. */
type Unseen = Map<string, number>;

async function probe(load: QueueLoad, end: number): Promise<readonly number[]> {
  const unseen: Unseen = new Map();
  const sending = sendProbes(load, end, unseen);
  const waits = await watch(load, end, unseen);
  await sending;
  return waits;
}

/** Sends at every beat, without waiting for the last one’s answer. */
async function sendProbes(load: QueueLoad, end: number, unseen: Unseen): Promise<void> {
  const answers: Promise<unknown>[] = [];
  const start = performance.now();
  for (let due = start; due < end; due += betweenProbesMs) {
    await pause(Math.max(0, due - performance.now()));
    unseen.set(`Customer ${answers.length}`, performance.now());
    answers.push(ask(load, 'POST', '/v1/inboxes/probe/envelopes', firstBodyOf(answers.length).toString()));
  }
  await Promise.all(answers);
}

/** What a customer writes who has never written before. */
const firstBodyOf = (n: number): Buffer => cloudBody(n, Infinity);

/** Looks at the queue until all were seen; answers how long each took. */
async function watch(load: QueueLoad, end: number, unseen: Unseen): Promise<readonly number[]> {
  const waits: number[] = [];
  const resolutions: Promise<unknown>[] = [];
  while (performance.now() < end || unseen.size > 0) {
    if (performance.now() > end + lookNoLongerMs) throw new Error(`${unseen.size} probes were never seen`);
    for (const { ticketId, customerName } of await ticketsInQueue(load)) {
      const sentAt = unseen.get(customerName);
      if (sentAt === undefined) continue;
      unseen.delete(customerName);
      waits.push(performance.now() - sentAt);
      resolutions.push(ask(load, 'POST', `/v1/tickets/${ticketId}/resolution`));
    }
    await pause(betweenLooksMs);
  }
  await Promise.all(resolutions);
  return waits;
}

interface Queued {
  readonly ticketId: string;
  readonly customerName: string;
}

const ticketsInQueue = async (load: QueueLoad): Promise<readonly Queued[]> =>
  ((await ask(load, 'GET', '/v1/queue?inbox=probe&limit=100')) as { readonly tickets: readonly Queued[] }).tickets;

async function ask({ url, key }: QueueLoad, method: string, path: string, body?: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${key}`, 'idempotency-key': randomUUID() };
  const answer = await fetch(`${url}${path}`, { method, headers, ...(body !== undefined && { body }) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
