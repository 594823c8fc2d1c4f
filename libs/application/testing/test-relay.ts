import { openDeskStore } from '#desk-store/open';
import type { DeskStore } from '#desk-store';
import { newStream } from '#event-log';
import type { EventDraft, EventLog, StreamTip } from '#event-log';
import { openEventLog } from '#event-log/open';
import { draft } from '#event-log/testing';
import { eventsTopic, projectorGroup } from '#messaging';
import type { LogFromKafkaParts, Messaging } from '#messaging';
import { openMessaging } from '#messaging/open';
import { copyTopic, MemoryPages, until } from '#messaging/testing';
import { Relay } from '../src/relay/index.js';
import type { RelayParts } from '../src/relay/index.js';

/** A desk that has a log and a relay, and pages fed by Kafka. */
export class RelayedDesk {
  readonly pages = new MemoryPages();
  readonly #tips = new Map<string, StreamTip>();
  /** Works that must not fail while it is waited for what they do. */
  watched: readonly Running[] = [];
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

  /** A projector; its errors are those of `LogFromKafka`. */
  reader(given: Partial<LogFromKafkaParts> = {}, pages = this.pages): { run(signal: AbortSignal): Promise<void> } {
    const parts = {
      topic: this.messaging.reader(this.topic),
      group: projectorGroup(this.deskId, 'pages', 1),
      ...{ epoch: 1, log: this.log, mends: false },
      onHole: () => undefined,
      onFault: () => undefined,
      ...given,
    };
    return { run: (signal) => copyTopic(parts, pages, signal) };
  }

  /** Resolves when it is so. Errors: that of a watched work, which ends the waiting. */
  until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    return until(() => {
      for (const work of this.watched) work.mustRun();
      return isSo();
    });
  }

  /** Resolves when the relay's place is at the end of the log. */
  async relayed(): Promise<void> {
    const { position } = await this.log.head();
    await this.until(async () => (await this.store.relay.place(this.topic))?.position === position);
  }

  /** Resolves when the pages have every event of the log. */
  async projected(): Promise<void> {
    const { position } = await this.log.head();
    await this.until(() => this.pages.position === position);
  }

  /** How many records lie in the topic, repeats included. */
  async records(): Promise<number> {
    const bounds = await this.messaging.reader(this.topic).bounds();
    return Number(bounds.reduce((sum, { first, next }) => sum + next - first, 0n));
  }
}

/** A work that was begun. */
export interface Running {
  readonly ended: Promise<void>;
  /** Throws where it ended by itself: what it threw. */
  mustRun(): void;
  stop(): Promise<void>;
}

/** Runs until it is told to stop; whatever it throws before is thrown when it stops. */
export function running(work: (signal: AbortSignal) => Promise<void>): Running {
  const stopped = new AbortController();
  const ended = work(stopped.signal);
  let fault: Error | undefined;
  ended.catch((thrown: Error) => (fault = thrown));
  return {
    ended,
    mustRun() {
      if (fault !== undefined) throw fault;
    },
    async stop() {
      stopped.abort();
      await ended;
    },
  };
}
