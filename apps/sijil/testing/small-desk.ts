import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import type { Logger } from 'pino';
import type { DeskStatus } from '#apps/api';
import { readSettings } from '#settings';
import type { Settings } from '#settings';
import { startDesk } from '../src/start-desk.js';
import type { RunningDesk } from '../src/start-desk.js';

/** What a request may bring beside method and path. */
interface Sent {
  readonly json?: object;
  readonly bytes?: string;
  /** Made up where it is left out. */
  readonly commandId?: string;
}

/** A place of its own for a desk, with settings beside the usual ones; `remove` takes all of it away. */
export async function deskFolder(
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly settings: Settings; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'sijil-desk-'));
  const settings = readSettings({ DATA_DIR: join(folder, 'data'), PORT: '0', DOOR_BURST: '100000', ...more });
  return { settings, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A whole desk that serves, reached as the world reaches it. */
export class SmallDesk {
  private constructor(private readonly desk: RunningDesk) {}

  /** Whatever it logs goes to `logger`: nowhere, where that is left out. */
  static async start(settings: Settings, logger: Logger = pino({ level: 'silent' })): Promise<SmallDesk> {
    return new SmallDesk(await startDesk({ settings, logger }));
  }

  get url(): string {
    return this.desk.url;
  }

  /** Headers of a caller with the key of this run, or with another. */
  headers(key = this.desk.adminKey): Readonly<Record<string, string>> {
    return { authorization: `Bearer ${key}` };
  }

  stop(): Promise<void> {
    return this.desk.stop();
  }

  /** The answer's status and JSON; of a long work's story the last line. */
  async ask<Answer>(method: string, path: string, { json, bytes, commandId = randomUUID() }: Sent = {}) {
    const body = bytes ?? (json && JSON.stringify(json));
    const headers = {
      authorization: `Bearer ${this.desk.adminKey}`,
      'idempotency-key': commandId,
      ...(json ? { 'content-type': 'application/json' } : {}),
      ...(bytes === undefined ? {} : { 'content-type': 'message/rfc822' }),
    };
    const answer = await fetch(`${this.desk.url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
    const lines = (await answer.text()).trimEnd().split('\n');
    return { status: answer.status, told: JSON.parse(lines.at(-1) ?? '') as Answer };
  }

  /** Resolves when everything the door took is in the log, and everything in the log is in the pages. */
  async settled(): Promise<void> {
    const { head } = (await this.status()).lanes.live;
    await this.statusWhere(({ lanes }) => BigInt(lanes.live.read) >= BigInt(head));
    const { position } = await this.status();
    await this.statusWhere(({ pages }) => BigInt(pages) >= BigInt(position));
  }

  /** The same, and in the pages of KPIs, which come after all others. */
  async counted(): Promise<void> {
    await this.settled();
    const { position } = await this.status();
    await this.statusWhere(({ kpis }) => BigInt(kpis) >= BigInt(position));
  }

  private async status(): Promise<DeskStatus> {
    return (await this.ask<DeskStatus>('GET', '/v1/status')).told;
  }

  private async statusWhere(isReached: (status: DeskStatus) => boolean): Promise<void> {
    while (!isReached(await this.status())) await pause(10);
  }
}

/** A mail as bytes. */
export const mail = (from: string, id: string, subject: string, text: string, more = ''): string =>
  `From: ${from}\r\nTo: help@desk.example\r\nMessage-ID: <${id}@example.com>\r\nSubject: ${subject}\r\n${more}` +
  `Date: Sun, 01 Mar 2026 08:00:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`;
