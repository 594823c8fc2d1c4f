import { randomUUID } from 'node:crypto';
import type { DeskStore, Webhook, WebhookCursor, WebhookSettings } from '#desk-store';
import type { EventLogReader } from '#event-log';
import { faultOfUrl, webhookSecretsIn } from '#webhooks';
import type { WebhookReach } from '#webhooks';
import type { Clock } from '../clock.js';
import { askedBy } from './pause-reasons.js';
import { cursorIn, keptCursor } from './webhook-asks.js';
import type { WebhookAsk, WebhookPlan, WebhookStart } from './webhook-asks.js';
import {
  WebhookCursorLost,
  WebhookCursorStale,
  WebhookIdTaken,
  WebhookNotFound,
  WebhookPositionUnknown,
  WebhookSecretUnusable,
  WebhooksTooMany,
  WebhookUrlRefused,
} from './webhook.errors.js';

export interface WebhookDeskParts {
  readonly webhooks: DeskStore['webhooks'];
  readonly log: Pick<EventLogReader, 'head' | 'at'>;
  /** Of the desk. */
  readonly epoch: number;
  readonly reach: WebhookReach;
  readonly secret: (name: string) => string | undefined;
  readonly clock: Clock;
  /** Told after every change. */
  readonly onChange: () => void;
}

/** A webhook as people see it. */
export interface KnownWebhook extends Omit<Webhook, 'cursor' | 'revision'> {
  /** Everything up to here was taken, or is nothing it asks for; absent where the desk was restored since. */
  readonly position?: bigint;
  /** Events of the log that it was not told of yet, whether they are for it or not. */
  readonly behind: bigint;
}

/** So many may work at once: each keeps one delivery in memory, and reads the log by itself. */
const mostWebhooks = 64;

/** Webhooks as people make, change and watch them. */
export class WebhookDesk {
  constructor(private readonly parts: WebhookDeskParts) {}

  async list(): Promise<readonly KnownWebhook[]> {
    const { webhooks, log } = this.parts;
    const [all, { position }] = await Promise.all([webhooks.list(), log.head()]);
    return all.map((webhook) => this.known(webhook, position));
  }

  /** Errors: `WebhookNotFound`. */
  async find(id: string): Promise<KnownWebhook> {
    const [webhook, { position }] = await Promise.all([this.mustFind(id), this.parts.log.head()]);
    return this.known(webhook, position);
  }

  /**
   * Judges what is asked for, and chooses what must be the same at every try; nothing is done yet.
   * Errors: those of the room.
   */
  async plan(ask: WebhookAsk): Promise<WebhookPlan> {
    const plan = { revision: randomUUID(), at: this.parts.clock.now() };
    const cursor = await this.judged(ask);
    return cursor ? { ...plan, cursor: keptCursor(cursor) } : plan;
  }

  /** Does it; done again with the same plan it changes nothing. Errors: `WebhookNotFound`, `WebhookIdTaken`. */
  async carryOut(ask: WebhookAsk, plan: WebhookPlan): Promise<void> {
    await this.write(ask, plan);
    this.parts.onChange();
  }

  /** The place a webhook is to stand at, where that changes. */
  private async judged(ask: WebhookAsk): Promise<WebhookCursor | undefined> {
    if (ask.kind === 'CreateWebhook') {
      await this.mustHaveRoomFor(ask.id);
      this.mustBeUsable(ask.settings);
      return this.cursorAt(ask.from);
    }
    const webhook = await this.mustFind(ask.id);
    if (ask.kind === 'ChangeWebhook') this.mustBeUsable(ask.settings);
    if (ask.kind === 'ResumeWebhook') this.mustBeOfThisEpoch(webhook);
    if (ask.kind !== 'ReplayWebhook') return undefined;
    return ask.from === 'kept' ? this.keptBy(webhook) : this.cursorAt(ask.from);
  }

  private async write(ask: WebhookAsk, { revision, at, cursor }: WebhookPlan): Promise<void> {
    const { webhooks, epoch } = this.parts;
    const { id } = ask;
    const place = cursor ? cursorIn(cursor) : beginning(epoch);
    switch (ask.kind) {
      case 'CreateWebhook':
        return mustBe(await webhooks.add({ id, revision, settings: ask.settings, createdAt: at, cursor: place }), new WebhookIdTaken(id)); // prettier-ignore
      case 'ChangeWebhook':
        return mustBe(await webhooks.change(id, revision, { settings: ask.settings }), new WebhookNotFound(id));
      case 'PauseWebhook':
        return mustBe(await webhooks.change(id, revision, { pause: askedBy(ask.by, at) }), new WebhookNotFound(id));
      case 'ResumeWebhook':
        return mustBe(await webhooks.change(id, revision, { pause: null }), new WebhookNotFound(id));
      case 'ReplayWebhook':
        return mustBe(await webhooks.change(id, revision, { cursor: place }), new WebhookNotFound(id));
      case 'DeleteWebhook':
        return void (await webhooks.remove(id));
    }
  }

  private async cursorAt(from: Exclude<WebhookStart, 'kept'>): Promise<WebhookCursor> {
    const { epoch, log } = this.parts;
    if (from === 'next') return { epoch, ...(await log.head()) };
    if (from === 'first' || from === 0n) return beginning(epoch);
    const event = await log.at(from);
    if (!event) throw new WebhookPositionUnknown();
    return { epoch, position: from, hash: event.hash };
  }

  /** Where it stood, in the epoch of now. Errors: `WebhookCursorLost`. */
  private async keptBy({ id, cursor }: Webhook): Promise<WebhookCursor> {
    const { epoch, log } = this.parts;
    if (cursor.position === 0n) return beginning(epoch);
    const event = await log.at(cursor.position);
    if (!event || !Buffer.from(cursor.hash).equals(event.hash)) throw new WebhookCursorLost(id);
    return { ...cursor, epoch };
  }

  private mustBeOfThisEpoch({ id, cursor }: Webhook): void {
    if (cursor.epoch !== this.parts.epoch) throw new WebhookCursorStale(id);
  }

  private mustBeUsable({ url, secretName }: WebhookSettings): void {
    const { reach, secret } = this.parts;
    const fault = faultOfUrl(url, reach);
    if (fault !== undefined) throw new WebhookUrlRefused(fault);
    if (webhookSecretsIn(secret(secretName)).length === 0) throw new WebhookSecretUnusable(secretName);
  }

  private async mustHaveRoomFor(id: string): Promise<void> {
    const all = await this.parts.webhooks.list();
    if (all.some((webhook) => webhook.id === id)) throw new WebhookIdTaken(id);
    if (all.length >= mostWebhooks) throw new WebhooksTooMany(mostWebhooks);
  }

  private async mustFind(id: string): Promise<Webhook> {
    const webhook = await this.parts.webhooks.find(id);
    if (!webhook) throw new WebhookNotFound(id);
    return webhook;
  }

  private known({ cursor, revision: _, ...webhook }: Webhook, head: bigint): KnownWebhook {
    const { position } = cursor;
    const behind = head > position ? head - position : 0n;
    return { ...webhook, behind, ...(cursor.epoch === this.parts.epoch && { position }) };
  }
}

/** Before the first event. */
const beginning = (epoch: number): WebhookCursor => ({ epoch, position: 0n, hash: new Uint8Array(32) });

function mustBe(isDone: boolean, refusal: Error): void {
  if (!isDone) throw refusal;
}
