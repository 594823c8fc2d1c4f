import { setTimeout as pause } from 'node:timers/promises';
import type { Numbers } from '#apps/api';
import type { Work } from '../foundation/index.js';

/** Where a work stands in the log, and where the log ends. */
export interface Reached {
  readonly position: bigint;
  readonly head: bigint;
}

type Kind = 'gauge' | 'counter';

/** What a work with Kafka came to, counted since the process began. */
export class KafkaWork implements Work {
  isStopped = false;
  #records = 0;
  #batches = 0;
  #faults = 0;
  #deadLetters = 0;
  #succeededAt: number | undefined;

  constructor(
    /** `relay`, `topic-door`, `pages`, `kpis`. */
    readonly name: string,
    /** Asked at every scrape, where the work follows the log. */
    private readonly reached?: () => Promise<Reached>,
    /** Asked at every scrape, where it reads a topic: records that nobody has read; fails where brokers do not say. */
    private readonly unread?: () => Promise<number>,
  ) {}

  /** So many records were published, taken or applied. */
  succeeded(records: number): void {
    this.isStopped = false;
    this.#records += records;
    this.#batches += Math.sign(records);
    this.#succeededAt = Date.now();
  }

  /** It tries again, or goes back: brokers are away, a record is missing. */
  failed(): void {
    this.#faults += 1;
  }

  /** It does not go on before a person decided. */
  stopped(): void {
    this.failed();
    this.isStopped = true;
  }

  refused(records: number): void {
    this.#deadLetters += records;
  }

  async measures(): Promise<readonly Numbers[]> {
    const [reached, unread] = await Promise.all([this.reached?.(), this.unread && soonOrNothing(this.unread())]);
    const at = this.#succeededAt;
    return [
      this.#tell('stopped', 'gauge', 'Whether a work with Kafka stopped and waits for a person (1) or not (0).', Number(this.isStopped)), // prettier-ignore
      this.#tell('records_total', 'counter', 'Records that it published, took or applied.', this.#records),
      this.#tell('batches_total', 'counter', 'Batches that they came in.', this.#batches),
      this.#tell('faults_total', 'counter', 'How often it had to try again, go back or stop.', this.#faults),
      this.#tell('dead_letters_total', 'counter', 'Records that were no envelopes.', this.#deadLetters),
      ...(at === undefined ? [] : [this.#tell('succeeded_at_seconds', 'gauge', 'When it last did something, in Unix time.', at / 1000)]), // prettier-ignore
      ...(reached ? this.#placesOf(reached) : []),
      ...(unread === undefined ? [] : [this.#tell('behind_records', 'gauge', 'Records in the topic that no process of the desk has read.', unread)]), // prettier-ignore
    ];
  }

  #placesOf({ position, head }: Reached): readonly Numbers[] {
    return [
      this.#tell('position', 'gauge', 'Position of the log up to which it is done.', Number(position)),
      this.#tell('behind_events', 'gauge', 'Events in the log behind that.', Number(head - position)),
    ];
  }

  #tell(what: string, kind: Kind, help: string, value: number): Numbers {
    return { name: `sijil_kafka_${this.name.replace('-', '_')}_${what}`, help, kind, values: [{ value }] };
  }
}

/** How long a scrape waits for brokers. Milliseconds. */
const patienceMs = 2_000;

/** What brokers do not say in time stands in no way of what else is told. */
function soonOrNothing<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  return Promise.race([asked.catch(() => undefined), pause(patienceMs, undefined, { ref: false })]);
}

const untilSomebodyDecides: ReadonlySet<string> = new Set([
  'MESSAGING.HOLE_IN_EVENTS',
  'MESSAGING.EPOCH_RAISED',
  'MESSAGING.EVENT_UNREADABLE',
  'PROJECTION.PAGES_AHEAD_OF_LOG',
]);

/** Whether whoever reads events from Kafka stops at a fault until somebody decides. */
export const stopsReading = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && untilSomebodyDecides.has(String(fault.code));
