import { openDeskStore } from '#desk-store/open';
import type { DeskStore } from '#desk-store';
import { newStream } from '#event-log';
import type { EventDraft, EventLog, StreamTip } from '#event-log';
import { openEventLog } from '#event-log/open';
import { draft } from '#event-log/testing';
import { EventsFromKafka, eventsTopic, projectorGroup } from '#messaging';
import type { EventsFromKafkaParts, Messaging } from '#messaging';
import { openMessaging } from '#messaging/open';
import { MemoryEventPages, until } from '#messaging/testing';
import { Relay } from '../src/relay/index.js';
import type { RelayParts } from '../src/relay/index.js';

/** A desk that has a log and a relay, and pages fed by Kafka. */
export class RelayedDesk {
  readonly pages = new MemoryEventPages();
  readonly #tips = new Map<string, StreamTip>();
  /** The clock of leases; stands still unless a test moves it. */
  time = Date.parse('2026-03-01T08:00:00.000Z');

  private constructor(
    readonly deskId: string,
    readonly messaging: Messaging,
    readonly log: EventLog,
    readonly store: DeskStore,
    readonly partitions: number,
    readonly replicas: number,
  ) {}

  static async open(brokers: string, deskId: string, partitions = 3, replicas = 1): Promise<RelayedDesk> {
    const messaging = await openMessaging({ brokers, clientId: deskId, tls: false, sessionMs: 6_000 });
    return new RelayedDesk(
      deskId,
      messaging,
      await openEventLog('memory:'),
      await openDeskStore('memory:'),
      partitions,
      replicas,
    );
  }

  get topic(): string {
    return eventsTopic(this.deskId);
  }

  /** Appends so many events, to each of some customers in turn. */
  async happens(events: number, customers = 7, given: Partial<EventDraft> = {}): Promise<void> {
    for (let nth = 0; nth < events; nth += 1) await this.#append(`customer-${nth % customers}`, draft(given));
  }

  /** The same desk, its log put back to a position: its store and its topic know of more. */
  async withLogUpTo(position: number): Promise<RelayedDesk> {
    const { deskId, messaging, store, partitions, replicas } = this;
    const before = new RelayedDesk(deskId, messaging, await openEventLog('memory:'), store, partitions, replicas);
    for (const event of await this.log.readAll(0n, position)) await before.#append(event.stream, event);
    return before;
  }

  async #append(stream: string, event: EventDraft): Promise<void> {
    const append = { stream, expected: this.#tips.get(stream) ?? newStream, events: [event] };
    this.#tips.set(stream, (await this.log.append(append)).tip);
  }

  relay(given: Partial<RelayParts> = {}): Relay {
    return new Relay({
      ...{ store: this.store, log: this.log, deskId: this.deskId, epoch: 1 },
      topic: this.messaging.writer({ topic: this.topic, partitions: this.partitions, replicas: this.replicas }),
      clock: { now: () => new Date(this.time).toISOString() },
      onFault: () => undefined,
      ...given,
    });
  }

  reader(given: Partial<EventsFromKafkaParts> = {}): EventsFromKafka {
    return new EventsFromKafka({
      topic: this.messaging.reader(this.topic),
      group: projectorGroup(this.deskId, 'pages', 1),
      pages: this.pages,
      onHole: () => undefined,
      onFault: () => undefined,
      ...given,
    });
  }

  /** Resolves when the relay's place is at the end of the log. */
  async relayed(): Promise<void> {
    const { position } = await this.log.head();
    await until(async () => (await this.store.relay.place(this.topic))?.position === position);
  }

  /** Resolves when the pages have every event of the log. */
  async projected(): Promise<void> {
    const { position } = await this.log.head();
    await until(() => BigInt(new Set(this.pages.positions).size) === position);
  }

  /** How many records lie in the topic, repeats included. */
  async records(): Promise<number> {
    const bounds = await this.messaging.reader(this.topic).bounds();
    return Number(bounds.reduce((sum, { first, next }) => sum + next - first, 0n));
  }
}

/** Runs until it is told to stop; whatever it throws before is thrown when it stops. */
export function running(work: (signal: AbortSignal) => Promise<void>): {
  stop(): Promise<void>;
  readonly ended: Promise<void>;
} {
  const stopped = new AbortController();
  const ended = work(stopped.signal);
  ended.catch(() => undefined);
  return {
    ended,
    async stop() {
      stopped.abort();
      await ended;
    },
  };
}
