import type { EventLogReader, RecordedEvent } from '#event-log';
import { eventsTopic, LogFromKafka, projectorGroup } from '#messaging';
import type { HoleInEvents, LogFromKafkaParts, Messaging, TopicReader } from '#messaging';
import { openMessaging } from '#messaging/open';
import { published } from '#messaging/testing';
import { runProjector, wholeEventsFrom } from '#projections';
import type { CopyistFor } from '#projections';
import { temporaryStore } from '#projections/testing';
import type { TemporaryStore } from '#projections/testing';
import { openReadStore } from '#read-store/open';

/** Which of the events a relay is said to have published. */
export interface Stretch {
  /** Their places in the list: from the first, to before the second. */
  readonly from?: number;
  readonly to?: number;
  /** The place of one that its topic lost. */
  readonly lost?: number;
  readonly epoch?: number;
}

/** What a projector copies from, and with what; the rest is as the topic is read. */
export interface Projection extends Partial<Omit<LogFromKafkaParts, 'log'>> {
  readonly log: EventLogReader;
  readonly copyist: CopyistFor;
}

export const partitionsOfTheTopic = 3;

/** Pages that are fed by Kafka, and a topic which events are published to as a relay does. */
export class FedPages {
  /** Of which projectors said so. */
  readonly holes: HoleInEvents[] = [];

  private constructor(
    private readonly deskId: string,
    readonly messaging: Messaging,
    readonly pages: TemporaryStore,
  ) {}

  static async open(brokers: string, deskId: string, url: string): Promise<FedPages> {
    const messaging = await openMessaging({ brokers, clientId: deskId, tls: false, sessionMs: 6_000 });
    return new FedPages(deskId, messaging, await temporaryStore(openReadStore, url));
  }

  get topic(): string {
    return eventsTopic(this.deskId);
  }

  reader(): TopicReader {
    return this.messaging.reader(this.topic);
  }

  async publish(events: readonly RecordedEvent[], stretch: Stretch = {}): Promise<void> {
    const { from = 0, to = events.length, lost = -1, epoch = 1 } = stretch;
    const writer = this.messaging.writer({ topic: this.topic, partitions: partitionsOfTheTopic, replicas: 1 });
    await writer.prepare();
    const records = published(events, partitionsOfTheTopic, epoch);
    await writer.publish(records.slice(from, to).filter((_, nth) => from + nth !== lost));
    await writer.close();
  }

  /** A projector at work, until the pages are at this position or it stops by itself. */
  async project(upTo: number, { copyist, ...given }: Projection): Promise<void> {
    const stop = new AbortController();
    const topic = new LogFromKafka(
      {
        ...{ topic: this.reader(), group: projectorGroup(this.deskId, 'pages', 1), epoch: 1, mends: false },
        ...{ onHole: (hole) => this.holes.push(hole), onFault: () => undefined, patienceMs: 1_500 },
        ...given,
      },
      stop.signal,
    );
    try {
      await runProjector({
        ...{ log: given.log, copyist, store: this.pages.store, signal: stop.signal, startsAnew: given.mends ?? false },
        follow: wholeEventsFrom((after, atMost) => topic.follow(after, atMost)),
        onPosition: (position) => position >= BigInt(upTo) && stop.abort(),
      });
    } finally {
      stop.abort();
      await topic.close();
    }
  }
}
