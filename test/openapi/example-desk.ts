import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import type { DeskStatus } from '#apps/api';
import { startDesk } from '#apps/sijil';
import type { RunningDesk } from '#apps/sijil';
import type { Role } from '#desk-store';
import { readSettings } from '#settings';
import { writeSpoiltNotes } from '../../apps/sijil/testing/index.js';

/** What the examples sign and verify with. */
const secrets = {
  EXAMPLE_SECRET: 'an example secret',
  EXAMPLE_TOKEN: 'an example token',
  EXAMPLE_WEBHOOK: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
};

/** The inboxes the examples speak of. */
const inboxes = [
  { id: 'help', kind: 'email', address: 'help@desk.example' },
  { id: 'site', kind: 'web-chat', address: 'desk.example', secretName: 'EXAMPLE_SECRET' },
  { id: 'whatsapp', kind: 'whatsapp-cloud', address: '1', secretName: 'EXAMPLE_SECRET', verifyName: 'EXAMPLE_TOKEN' },
  { id: 'whatsapp-unset', kind: 'whatsapp-cloud', address: '2' },
];

/** The agents and the team the examples speak of; the key of the run claims in its own name. */
const agents = ['lina', 'omar', 'this-run'];
const team = { id: 'billing', name: 'Billing' };

/** A file of which some notes cannot be read. */
const parkedStream = 'customer-4k7r1d8v2b6x9n3w5c0h';

/** Bytes a body may have: small, so that the example of too large a one is too. */
const limit = String(1024 * 1024);

/** A whole desk for the examples: over empty stores, reached by its doors. */
export class ExampleDesk {
  private readonly keys = new Map<string, string>();

  private constructor(
    private readonly desk: RunningDesk,
    private readonly folder: string,
  ) {}

  static async open(): Promise<ExampleDesk> {
    Object.assign(process.env, secrets);
    const folder = await mkdtemp(join(tmpdir(), 'sijil-examples-'));
    const settings = readSettings({
      DATA_DIR: folder,
      PORT: '0',
      DOOR_MAX_BODY_BYTES: limit,
      DOOR_MAX_BATCH_BODY_BYTES: limit,
    });
    await writeSpoiltNotes(settings, parkedStream, { spoilt: 3, sound: 1, text: '{"text":7}' });
    const desk = new ExampleDesk(await startDesk({ settings, logger: pino({ level: 'silent' }) }), folder);
    for (const inbox of inboxes) await desk.write('POST', '/v1/inboxes', inbox);
    for (const id of agents) await desk.write('POST', '/v1/agents', { id, name: id });
    await desk.write('POST', '/v1/teams', team);
    return desk;
  }

  async close(): Promise<void> {
    await this.desk.stop();
    for (const name of Object.keys(secrets)) delete process.env[name];
    await rm(this.folder, { recursive: true, force: true });
  }

  get url(): string {
    return this.desk.url;
  }

  /** A key of this role, for these inboxes; the one of this run for an admin. */
  async key(role: Role, inboxes?: readonly string[]): Promise<string> {
    if (role === 'admin') return this.desk.adminKey;
    const label = `${role} ${inboxes?.join(' ') ?? ''}`;
    const known = this.keys.get(label);
    if (known !== undefined) return known;
    const { secret } = await this.write<{ secret: string }>('POST', '/v1/keys', { role, label, inboxes });
    this.keys.set(label, secret);
    return secret;
  }

  async read<Answer>(path: string): Promise<Answer> {
    return (await this.asAdmin(path, {})).json() as Promise<Answer>;
  }

  async write<Answer>(method: string, path: string, body: object): Promise<Answer> {
    const headers = { 'idempotency-key': randomUUID(), 'content-type': 'application/json' };
    const answer = await this.asAdmin(path, { method, headers, body: JSON.stringify(body) });
    return (await answer.json()) as Answer;
  }

  /** Pushes mails, or what are none, and waits until they stand in the pages. */
  async push(mails: readonly string[]): Promise<void> {
    const base64 = (mail: string) => Buffer.from(mail).toString('base64');
    const lines = mails.map((mail) => JSON.stringify({ contentType: 'message/rfc822', bodyBase64: base64(mail) }));
    await this.asAdmin('/v1/inboxes/help/envelopes/batch', { method: 'POST', body: lines.join('\n') });
    await this.settled();
  }

  /** Resolves when everything the door took is in the log, and everything in the log is in the pages. */
  async settled(): Promise<void> {
    const { head } = (await this.status()).lanes.live;
    await this.statusWhere(({ lanes }) => BigInt(lanes.live.read) >= BigInt(head));
    const { position } = await this.status();
    await this.statusWhere(({ pages }) => BigInt(pages) >= BigInt(position));
  }

  private async asAdmin(path: string, { headers, ...request }: RequestInit): Promise<Response> {
    const authorization = `Bearer ${this.desk.adminKey}`;
    const answer = await fetch(`${this.url}${path}`, { ...request, headers: { authorization, ...headers } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  private status(): Promise<DeskStatus> {
    return this.read('/v1/status');
  }

  private async statusWhere(isReached: (status: DeskStatus) => boolean): Promise<void> {
    while (!isReached(await this.status())) await pause(5);
  }
}
