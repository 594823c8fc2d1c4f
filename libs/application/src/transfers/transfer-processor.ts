import type { Checkpoints } from '#desk-store';
import { EventOutOfPlace } from '#domain';
import { LogDamaged } from '#event-log';
import type { EventLogReader, RecordedEvent } from '#event-log';
import { isNamed } from '../recording/fact-of.js';
import type { Transfers } from './transfers.js';
import { TransferIncomplete } from './transfers.errors.js';

const processor = 'transfers';
const eventsAtOnce = 2000;
/** A place is kept whenever there was work, and else after so many events: reading them again costs little. */
const keepPlaceEvery = 20_000n;

/** Follows the log and finishes what a crash left half done. */
export class TransferProcessor {
  private kept = 0n;

  constructor(
    private readonly log: EventLogReader,
    private readonly checkpoints: Checkpoints,
    private readonly transfers: Transfers,
    /** Told of a transfer that cannot be finished; those behind it are. */
    private readonly onFault: (fault: unknown) => void,
  ) {}

  /** Works until `signal` aborts. Errors: those of the log and the stores; what was finished stays so. */
  async run(signal: AbortSignal): Promise<void> {
    this.kept = await this.placeInThisLog();
    for await (const events of this.log.follow(this.kept, eventsAtOnce, signal)) await this.process(events);
  }

  /** Finishing a transfer twice changes nothing: where the log is not the one the place is of, all of it is read again. */
  private async placeInThisLog(): Promise<bigint> {
    const place = await this.checkpoints.get(processor);
    const event = place && (await this.log.at(place.position));
    return event && Buffer.from(place.hash).equals(event.hash) ? place.position : 0n;
  }

  private async process(events: readonly RecordedEvent[]): Promise<void> {
    const letGo = events.filter((event) => isNamed(event, 'MessageTransferredOut'));
    for (const { stream, clear } of letGo) await this.finish(stream, clear.messageId);
    const last = events.at(-1);
    if (last && (letGo.length > 0 || last.position - this.kept >= keepPlaceEvery)) await this.keepPlace(last);
  }

  private async finish(stream: string, messageId: string): Promise<void> {
    try {
      await this.transfers.complete(stream, messageId);
    } catch (fault) {
      if (!isPastHealing(fault)) throw fault;
      this.onFault(fault);
    }
  }

  private async keepPlace({ position, hash }: RecordedEvent): Promise<void> {
    await this.checkpoints.set(processor, { position, hash });
    this.kept = position;
  }
}

/** One of the two files is damaged: trying again does not heal it. */
const isPastHealing = (fault: unknown): boolean =>
  fault instanceof TransferIncomplete || fault instanceof LogDamaged || fault instanceof EventOutOfPlace;
