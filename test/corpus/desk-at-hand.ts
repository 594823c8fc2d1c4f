import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import type { DeskStatus } from '#apps/api';
import { startDesk } from '#apps/sijil';
import type { RunningDesk } from '#apps/sijil';
import type { InboxKind } from '#domain';
import type { Answered, QueueAnswer, QueuedTicket, Timeline, TimelineEntry } from '#queries';
import { readSettings } from '#settings';
import type { Settings } from '#settings';
import { openHistory } from './history.js';
import type { History } from './history.js';

/** How an inbox of a test is set; what is left out is as the api has it. */
export interface TestInbox {
  readonly kind: InboxKind;
  readonly address: string;
  readonly ownAddresses?: readonly string[];
  readonly secretName?: string;
  readonly verifyName?: string;
}

/** How often a desk that is still busy is asked again. */
const askEveryMs = 5;

/** A whole desk over empty stores in a folder of its own, reached by its doors as the world reaches it. */
export class DeskAtHand {
  private constructor(
    private readonly desk: RunningDesk,
    private readonly settings: Settings,
  ) {}

  static async open(): Promise<DeskAtHand> {
    const dataDir = await mkdtemp(join(tmpdir(), 'sijil-corpus-'));
    const settings = readSettings({ DATA_DIR: dataDir, PORT: '0', DOOR_BURST: '1000000' });
    return new DeskAtHand(await startDesk({ settings, logger: pino({ level: 'silent' }) }), settings);
  }

  async close(): Promise<void> {
    await this.desk.stop();
    await rm(this.settings.dataDir, { recursive: true });
  }

  async connect(inbox: string, settings: TestInbox): Promise<void> {
    await this.write('PUT', `/v1/inboxes/${inbox}`, settings);
  }

  /** Pushes one envelope. */
  push(inbox: string, bytes: Uint8Array, contentType: string): Promise<Response> {
    return this.fetch(`/v1/inboxes/${inbox}/envelopes`, {
      method: 'POST',
      body: Buffer.from(bytes),
      headers: { 'content-type': contentType },
    });
  }

  /** What an agent or admin writes. Errors: with the problem's text when it is refused. */
  async write<Answer>(method: 'PUT' | 'POST' | 'DELETE', path: string, body?: object): Promise<Answer> {
    const content = body && { body: JSON.stringify(body) };
    const headers = { 'idempotency-key': randomUUID(), ...(body && { 'content-type': 'application/json' }) };
    const answer = await this.fetch(path, { method, headers, ...content });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Answer;
  }

  async read<Answer>(path: string): Promise<Answer> {
    const answer = await this.fetch(path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Answer;
  }

  /** A request as anybody may send it, with the key of an admin unless `headers` say otherwise. */
  fetch(path: string, { headers, ...request }: RequestInit = {}): Promise<Response> {
    const authorization = `Bearer ${this.desk.adminKey}`;
    return fetch(`${this.desk.url}${path}`, { ...request, headers: { authorization, ...headers } });
  }

  /** Resolves when everything the door took is in the log, and everything in the log is in the pages. */
  async settled(): Promise<void> {
    const { head } = (await this.status()).lanes.live;
    let status = await this.status();
    while (BigInt(status.lanes.live.read) < BigInt(head)) status = await this.nextStatus();
    const { position } = await this.status();
    while (BigInt(status.pages) < BigInt(position)) status = await this.nextStatus();
  }

  async queue(): Promise<readonly QueuedTicket[]> {
    return (await this.read<Answered<QueueAnswer>>('/v1/queue?limit=200')).tickets;
  }

  /** Of one customer, newest first. */
  async timeline(customerId: string): Promise<readonly TimelineEntry[]> {
    return (await this.read<Answered<Timeline>>(`/v1/customers/${customerId}/timeline?limit=200`)).entries;
  }

  /** The log itself, its sealed parts opened. */
  history(): Promise<History> {
    return openHistory(this.settings);
  }

  private status(): Promise<DeskStatus> {
    return this.read('/v1/status');
  }

  private async nextStatus(): Promise<DeskStatus> {
    await pause(askEveryMs);
    return this.status();
  }
}
