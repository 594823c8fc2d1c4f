import { LeaseLost } from '#desk-store';
import type { DeskStore, Webhook, WebhookCursor, WebhookProgress } from '#desk-store';
import { failpoint } from '#failpoints';
import { signedHeaders, webhookSecretsIn } from '#webhooks';
import type { PostOutcome, WebhookSender } from '#webhooks';
import type { Clock } from '../clock.js';
import { judgeDelivery } from './judge-delivery.js';
import type { WebhookPatience } from './judge-delivery.js';
import { restoredAt } from './pause-reasons.js';
import type { SharedLog } from './shared-log.js';

/** What of the log is to be told. */
export interface RecordsQuestion {
  readonly after: bigint;
  readonly limit: number;
  readonly types: readonly string[];
  readonly streams: readonly string[];
  readonly withText: boolean;
}

/** A short piece of the log, as it is told. */
export interface Records {
  /** The items of a JSON list, each with a comma behind it. */
  readonly bytes: Uint8Array;
  readonly records: number;
  /** Everything up to here was looked at. */
  readonly upTo: bigint;
  /** The log had no more at that moment. */
  readonly atHead: boolean;
}

export interface DeliveryParts {
  readonly webhooks: DeskStore['webhooks'];
  readonly log: Pick<SharedLog, 'at' | 'news'>;
  /** Of the desk: a cursor that was counted in another one delivers nothing. */
  readonly epoch: number;
  readonly deskId: string;
  readonly read: (question: RecordsQuestion) => Promise<Records>;
  readonly sender: Pick<WebhookSender, 'post'>;
  /** What the environment holds under a name. */
  readonly secret: (name: string) => string | undefined;
  readonly patience: WebhookPatience;
  readonly clock: Clock;
  /** Resolves after so many milliseconds, or when the signal aborts. */
  readonly rest: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly onFault: (fault: unknown) => void;
}

/** The right to deliver: the epoch it writes under, and whether it is still ours. */
export interface DeliveryRight {
  readonly epoch: number;
  readonly isOurs: () => Promise<boolean>;
}

/** At the end of the log it gathers for so long what happens next, so that a busy desk sends lists, not single records. */
const gatherMs = 100;
/** How often a place is written down that was reached without a delivery. */
const notePlaceEveryMs = 10_000;
/** How long it rests after a fault of the desk itself. */
const restAfterFaultMs = 5_000;

/**
 * One webhook served: what the log holds for it, in order, one request at a time. Its cursor moves when the other end took
 * a delivery; what comes between the two is delivered again. Reads no further than the delivery under way.
 */
export class WebhookDelivery {
  /** Up to here nothing is left to deliver; the cursor stands there, or a little behind. */
  private reached: bigint;
  private placeNotedAt: number;

  constructor(
    private readonly parts: DeliveryParts,
    private readonly right: DeliveryRight,
    private webhook: Webhook,
  ) {
    this.reached = webhook.cursor.position;
    this.placeNotedAt = Date.parse(parts.clock.now());
  }

  /**
   * Delivers until `ended` aborts, until the webhook is paused, or until somebody changed it. `cut` ends a request under
   * way. Errors: `LeaseLost`.
   */
  async run(ended: AbortSignal, cut: AbortSignal): Promise<void> {
    let goesOn = true;
    while (goesOn && !ended.aborted) {
      goesOn = await this.step(ended, cut).catch((fault: unknown) => this.restAfter(fault, ended));
    }
    if (goesOn) await this.notePlace();
  }

  /** Errors: `LeaseLost`. */
  private async restAfter(fault: unknown, ended: AbortSignal): Promise<boolean> {
    if (fault instanceof LeaseLost) throw fault;
    this.parts.onFault(fault);
    await this.parts.rest(restAfterFaultMs, ended);
    return true;
  }

  /** Whether there is a next one. */
  private async step(ended: AbortSignal, cut: AbortSignal): Promise<boolean> {
    const { epoch, clock } = this.parts;
    const { cursor, tries, settings } = this.webhook;
    if (cursor.epoch !== epoch) return this.note({ cursor, tries, pause: restoredAt(clock.now()) });
    await this.untilNextTry(ended);
    if (ended.aborted) return true;
    const { types, streams, withText, maxRecords } = settings;
    const limit = tries.recordsTried > 0 ? tries.recordsTried : maxRecords;
    const records = await this.parts.read({ after: this.reached, limit, types, streams, withText });
    if (records.records === 0) return this.passOver(records, ended);
    return this.deliver(records, ended, cut);
  }

  private async deliver(records: Records, ended: AbortSignal, cut: AbortSignal): Promise<boolean> {
    const { clock, patience } = this.parts;
    if (!(await this.right.isOurs()) || !(await this.isUnchanged())) return false;
    const outcome = await this.send(records, cut);
    failpoint('webhook.answered');
    if (cut.aborted && outcome.kind === 'failed') return false;
    const tried = { outcome, upTo: await this.cursorAt(records.upTo), records: records.records, now: clock.now() };
    const standing = { ...this.webhook, cursor: await this.cursorAt(this.reached) };
    if (!(await this.note(judgeDelivery(standing, tried, patience)))) return false;
    if (this.webhook.tries.failures === 0 && records.atHead) await this.news(ended);
    return true;
  }

  /** Whoever was told that a webhook is paused sees no request begin after that. */
  private async isUnchanged(): Promise<boolean> {
    const { id, revision } = this.webhook;
    return (await this.parts.webhooks.find(id))?.revision === revision;
  }

  private async send({ bytes }: Records, cut: AbortSignal): Promise<PostOutcome> {
    const { deskId, secret, sender, clock } = this.parts;
    const { id, settings } = this.webhook;
    const secrets = webhookSecretsIn(secret(settings.secretName));
    if (secrets.length === 0) return { kind: 'failed', reason: 'WEBHOOK.SECRET_UNUSABLE' };
    const body = bodyOf(deskId, id, bytes);
    return sender.post({ url: settings.url, headers: signedHeaders(body, Date.parse(clock.now()), secrets), body }, cut); // prettier-ignore
  }

  /** Nothing of what was looked at is for this webhook. */
  private async passOver({ upTo, atHead }: Records, ended: AbortSignal): Promise<boolean> {
    this.reached = upTo;
    const now = Date.parse(this.parts.clock.now());
    if (now - this.placeNotedAt >= notePlaceEveryMs && !(await this.notePlace())) return false;
    if (atHead) await this.news(ended);
    return true;
  }

  private async notePlace(): Promise<boolean> {
    this.placeNotedAt = Date.parse(this.parts.clock.now());
    const { tries, cursor } = this.webhook;
    if (this.reached === cursor.position) return true;
    return this.note({ cursor: await this.cursorAt(this.reached), tries });
  }

  /** Whether it is still served, and was not changed by somebody meanwhile. */
  private async note(progress: WebhookProgress): Promise<boolean> {
    if (!(await this.parts.webhooks.note(this.right.epoch, this.webhook, progress))) return false;
    const { id, revision, settings, createdAt } = this.webhook;
    this.webhook = { id, revision, settings, createdAt, ...progress };
    this.reached = progress.cursor.position;
    return progress.pause === undefined;
  }

  private async cursorAt(position: bigint): Promise<WebhookCursor> {
    const { log, epoch } = this.parts;
    if (position === this.webhook.cursor.position) return this.webhook.cursor;
    return { epoch, position, hash: (await log.at(position))?.hash ?? new Uint8Array(32) };
  }

  private async untilNextTry(ended: AbortSignal): Promise<void> {
    const { clock, rest } = this.parts;
    const { nextTryAt } = this.webhook.tries;
    if (nextTryAt === undefined) return;
    const wait = Date.parse(nextTryAt) - Date.parse(clock.now());
    if (wait > 0) await rest(wait, ended);
  }

  /** Resolves a moment after the log holds more. */
  private async news(ended: AbortSignal): Promise<void> {
    await this.parts.log.news(this.reached, ended);
    await this.parts.rest(gatherMs, ended);
  }
}

/** The comma behind the last item is no JSON. */
function bodyOf(deskId: string, id: string, items: Uint8Array): Buffer {
  const head = Buffer.from(`{"deskId":${JSON.stringify(deskId)},"webhook":${JSON.stringify(id)},"records":[`);
  return Buffer.concat([head, items.subarray(0, -1), Buffer.from(']}')]);
}
