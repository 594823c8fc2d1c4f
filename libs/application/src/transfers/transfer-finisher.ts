import { EventOutOfPlace } from '#domain';
import type { FactNamed } from '#domain';
import { LogDamaged } from '#event-log';
import type { ClearEvent } from '#event-log';
import { isNamed } from '../recording/fact-of.js';
import type { Transfers } from './transfers.js';
import { TransferIncomplete } from './transfers.errors.js';

/**
 * Finishes what a crash left half done: whoever folds the log hands it every event, and moves its own mark only behind
 * what this has seen.
 */
export class TransferFinisher {
  constructor(
    private readonly transfers: Transfers,
    /** Told of a transfer that cannot be finished; those behind it are. */
    private readonly onFault: (fault: unknown) => void,
  ) {}

  /** Resolves when every transfer that begins in these events has arrived. Errors: those of the log and the stores. */
  async finish(events: readonly ClearEvent[]): Promise<void> {
    for (const event of events) {
      if (isNamed(event, 'MessageTransferredOut')) await this.finishOne(event);
    }
  }

  private async finishOne({ stream, version, clear }: ClearEvent & FactNamed<'MessageTransferredOut'>): Promise<void> {
    try {
      await this.transfers.complete(stream, clear.messageId, version);
    } catch (fault) {
      if (!isPastHealing(fault)) throw fault;
      this.onFault(fault);
    }
  }
}

/** One of the two files is damaged: trying again does not heal it. */
const isPastHealing = (fault: unknown): boolean =>
  fault instanceof TransferIncomplete || fault instanceof LogDamaged || fault instanceof EventOutOfPlace;
