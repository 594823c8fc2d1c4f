import type { ClearEvent, EventLogReader } from '#event-log';
import type { PageMark, PageWriter } from '#read-store';
import { batchEvents } from './batches.js';
import type { Copying, CopyistFor } from './copyist.js';
import { failureOf, isOfAnEvent, wasDropped } from './failing-event.js';

/**
 * Copies without parking anything: an event that fails stops it, and is named. Only what people decided to do without is
 * left out. So pages are copied where a stream that stands still would make the others wrong: figures, and every rebuild.
 * Errors: those of the copyist; `EventNotFolded` for whatever an event is to blame for.
 */
export const strictly =
  <Event extends ClearEvent>(log: EventLogReader, copyist: CopyistFor<Event>): CopyistFor<Event> =>
  (writer) =>
    new StrictCopyist(log, copyist, writer);

class StrictCopyist<Event extends ClearEvent> implements Copying<Event> {
  #copying: Copying<Event>;

  constructor(
    private readonly log: EventLogReader,
    private readonly copyist: CopyistFor<Event>,
    private readonly writer: PageWriter,
  ) {
    this.#copying = copyist(writer);
  }

  get position(): bigint {
    return this.#copying.position;
  }

  get isFull(): boolean {
    return this.#copying.isFull;
  }

  async fold(events: readonly Event[], upTo: PageMark | undefined = events.at(-1)): Promise<void> {
    if (upTo === undefined) return;
    await this.#orOneByOne(() => this.#copying.fold(events, upTo), upTo.position);
  }

  write(): Promise<void> {
    return this.#orOneByOne(() => this.#copying.write(), this.position);
  }

  async #orOneByOne(work: () => Promise<void>, upTo: bigint): Promise<void> {
    try {
      await work();
    } catch (fault) {
      if (!isOfAnEvent(fault)) throw fault;
      await this.#copyOneByOne(upTo);
    }
  }

  /** All that was folded and not written is gone with the failure: it is read again, and written event by event. */
  async #copyOneByOne(upTo: bigint): Promise<void> {
    this.#copying = this.copyist(this.writer);
    while (this.#copying.position < upTo) {
      // Whole events are clear events as well.
      const events = (await this.log.readAll(this.#copying.position, batchEvents)) as readonly ClearEvent[];
      for (const event of events as readonly Event[]) if (event.position <= upTo) await this.#copyOne(event);
    }
  }

  async #copyOne(event: Event): Promise<void> {
    try {
      await this.#copying.fold([event]);
      await this.#copying.write();
    } catch (fault) {
      const failure = failureOf(event, fault);
      if (failure === undefined) throw fault;
      if (!(await wasDropped(this.log, event))) throw failure;
      this.#copying = this.copyist(this.writer);
      await this.#copying.fold([], event);
      await this.#copying.write();
    }
  }
}
