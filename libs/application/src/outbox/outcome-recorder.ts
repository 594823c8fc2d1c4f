import type { EarlyStatus } from '#desk-store';
import type { Actor, CustomerFile, Instant, ReplySent, ReplyStatus, ReportStatus } from '#domain';
import { CustomerIsErased, decideCustomerFile } from '#domain';
import type { IntakeKeys } from '../intake/keys.js';
import type { Step } from '../recording/recorder.js';
import type { Recorders } from '../recording/recorders.js';
import { idIn } from '../streams.js';
import type { Written } from './reply-story.js';

const outbox: Actor = { class: 'system', id: 'outbox' };
const outboxParser = 'outbox@1';

/** What became of a reply. */
export interface Outcome {
  readonly status: ReplyStatus;
  readonly at: Instant;
  /** Keyed digest by which its provider will report on it. */
  readonly nativeKey: string;
  readonly maybeTwice: boolean;
  /** A stable code for a failure; empty for none. */
  readonly reason: string;
  /** The provider's words, to be sealed. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/**
 * Writes what became of replies into their customers' files; the same again changes nothing. Of a customer who was erased
 * meanwhile nothing is written any more.
 */
export class OutcomeRecorder {
  constructor(
    private readonly recorders: Pick<Recorders, 'files'>,
    private readonly keys: IntakeKeys,
  ) {}

  /** Durable when it resolves: all of them or none. */
  async record(written: Written, outcomes: readonly Outcome[]): Promise<void> {
    const steps = outcomes.map((outcome) => this.stepOf(written, outcome));
    await this.write(written.stream, steps);
  }

  /** What a provider told before the message was known, in the file it belongs to. */
  async apply(
    early: EarlyStatus,
    stream: string,
    reply: { conversationId: string; messageId?: string },
  ): Promise<void> {
    const { statusId, nativeKey, inbox, envelope, parser, status, reason, occurredAt } = early;
    const report = { statusId, nativeKey, inbox, envelope, parser, lane: 'live', ...reply } as const;
    const cause = `envelope-${inbox}-${envelope}`;
    const step = stepFor({ status, report, reason, occurredAt, at: occurredAt, cause, correlation: cause });
    await this.write(stream, [step]);
  }

  private async write(stream: string, steps: readonly Step<CustomerFile>[]): Promise<void> {
    try {
      await this.recorders.files.record([{ stream, owner: idIn(stream), steps }], 'fresh');
    } catch (refusal) {
      if (!(refusal instanceof CustomerIsErased)) throw refusal;
    }
  }

  private stepOf(written: Written, outcome: Outcome): Step<CustomerFile> {
    const { messageId, conversationId, inbox } = written.clear;
    const { status, nativeKey, reason, maybeTwice, at, detail } = outcome;
    const statusId = this.keys.outcome(messageId, status);
    const report = {
      ...{ statusId, nativeKey, inbox, envelope: '', parser: outboxParser, messageId, conversationId },
      lane: 'live',
      ...(maybeTwice && { maybeTwice }),
    } as const;
    const { correlationId: correlation, id: cause, receivedAt } = written;
    const plain = detail === undefined ? [] : [{ name: 'detail', plaintext: JSON.stringify(detail) }];
    return { ...stepFor({ status, report, reason, occurredAt: at, at: receivedAt, cause, correlation }), plain };
  }
}

interface Reported {
  readonly status: ReplyStatus;
  readonly report: ReplySent['clear'];
  readonly reason: string;
  readonly occurredAt: Instant;
  /** The instant ids are made of: the same at every retry. */
  readonly at: Instant;
  readonly cause: string;
  readonly correlation: string;
}

function stepFor({ status, report, reason, occurredAt, at, cause, correlation }: Reported): Step<CustomerFile> {
  const commandId = report.statusId;
  const receivedAt = occurredAt > at ? occurredAt : at;
  const command: ReportStatus = {
    kind: 'ReportStatus',
    ...{ commandId, at: receivedAt, actor: outbox, occurredAt, status, report, reason },
  };
  return {
    occasion: { commandId, at, occurredAt, receivedAt, actor: outbox, correlationId: correlation, causationId: cause },
    decide: (file) => decideCustomerFile(file, command),
    plain: [],
  };
}
