import { eventKindOf } from '#domain';
import type { Actor, AnyFact, Instant } from '#domain';
import { fact } from '#domain/testing';
import { newStream } from '#event-log';
import type { Append, EventDraft, RecordedEvent, SealedParts, StreamTip } from '#event-log';
import { chainHash } from '#sealing';
import type { Opener } from '../src/index.js';

/** When, where and by whom; what is not said follows from the type. */
export interface Occasion {
  readonly occurredAt?: Instant;
  readonly recordedAt?: Instant;
  readonly stream?: string;
  readonly actor?: Actor;
  /** What its sealed parts hold, by name: text, or what becomes JSON. */
  readonly parts?: Readonly<Record<string, unknown>>;
}

const usualActor: Readonly<Record<string, Actor>> = {
  ReplyWritten: { class: 'agent', id: 'ali' },
  NoteAdded: { class: 'agent', id: 'ali' },
};

/**
 * Recorded events, as a log would hold them, one after the other: versions, positions and hashes are right. Parts are
 * not sealed: their bytes are their text, which `plainOpener` reads.
 */
export class History {
  readonly events: RecordedEvent[] = [];
  readonly #tips = new Map<string, StreamTip>();
  readonly #expected: StreamTip[] = [];

  /** Records a fact: fields that are not said are as `fact` of `#domain/testing` has them. */
  record<Type extends AnyFact['type']>(
    type: Type,
    said: Parameters<typeof fact<Type>>[1] = {},
    occasion: Occasion = {},
  ): RecordedEvent {
    return this.keep(fact(type, said), occasion);
  }

  /** Records a fact as it is. */
  keep({ type, clear }: AnyFact, occasion: Occasion = {}): RecordedEvent {
    const stream = occasion.stream ?? `${eventKindOf(type)?.stream ?? 'customer'}-ann`;
    const draft = this.#draft(type, clear, occasion);
    const tip = this.#tips.get(stream) ?? newStream;
    const version = tip.version + 1;
    const hash = chainHash(tip.hash, stream, version, draft);
    const recordedAt = occasion.recordedAt ?? draft.receivedAt;
    const event = { ...draft, stream, version, position: BigInt(this.events.length + 1), recordedAt, hash };
    this.events.push(event);
    this.#expected.push(tip);
    this.#tips.set(stream, { version, hash });
    return event;
  }

  /** The same events as appends, one each, for a real log. */
  appends(from = 0): readonly Append[] {
    return this.events
      .slice(from)
      .map(({ stream, version: _, position: __, recordedAt: ___, hash: ____, ...draft }, place) => ({
        stream,
        expected: this.#expected[from + place] ?? newStream,
        events: [draft],
      }));
  }

  #draft(type: string, clear: AnyFact['clear'], { occurredAt, actor, parts }: Occasion): EventDraft {
    const at = occurredAt ?? new Date(Date.UTC(2026, 2, 1, 8) + this.events.length * 60_000).toISOString();
    const id = `00000000-0000-8000-8000-${String(this.events.length + 1).padStart(12, '0')}`;
    return {
      ...{ id, type, schema: 1, clear, occurredAt: at, receivedAt: at, correlationId: id, causationId: id },
      sealed: this.#sealed(parts ?? {}),
      actor: actor ?? usualActor[type] ?? { class: 'customer', id: 'ann' },
    };
  }

  #sealed(parts: Readonly<Record<string, unknown>>): SealedParts {
    const keyId = this.events.length * 10;
    const sealed = Object.entries(parts).map(([name, held], place) => {
      const plain = typeof held === 'string' ? held : JSON.stringify(held);
      return [name, { keyId: keyId + place, owner: 'ann', bytes: Buffer.from(plain, 'utf8') }];
    });
    return Object.fromEntries(sealed) as SealedParts;
  }
}

/** Thousands of facts about many customers, always the same: messages, tickets, answers, moves. */
export function longHistory(): History {
  const history = new History();
  for (let turn = 0; turn < 1500; turn += 1) {
    const customer = `k${(turn * 7) % 83}`;
    const stream = `customer-${customer}`;
    const conversationId = `${customer}.c1`;
    const [messageId, ticketId] = [`m${turn}`, `${customer}.1`];
    const content = { subject: '', text: `turn ${turn}`, newText: '', html: '', attachments: [] };
    history.record('MessageReceived', { messageId, conversationId }, { stream, parts: { content } });
    if (turn < 83)
      history.record('TicketOpened', { ticketId, conversationId, number: turn, cause: messageId }, { stream });
    else if (turn % 3 === 0)
      history.record('ReplyWritten', { ticketId, conversationId, messageId: `r${turn}` }, { stream });
    else if (turn % 20 === 1) {
      const moved = { messageId, fromConversationId: conversationId, conversationId: `${customer}.c2` };
      history.record('MessageMoved', moved, { stream });
    }
  }
  return history;
}

/** Reads parts that were never sealed. Those of `erased` events (by id) are gone. */
export const plainOpener =
  (erased: ReadonlySet<string> = new Set()): Opener =>
  async (events) =>
    events.map((event) => ({ event, parts: erased.has(event.id) ? {} : plainParts(event) }));

const plainParts = ({ sealed }: RecordedEvent): Record<string, string> =>
  Object.fromEntries(
    Object.entries(sealed).map(([name, { bytes }]) => [name, Buffer.from(bytes ?? []).toString('utf8')]),
  );
