import type { ParkingEvent } from '#domain';
import type { EventLogReader, RecordedEvent } from '#event-log';
import type { PageMark, PageWriter } from '#read-store';
import { parkableCategory, parked, parkedAgainBy, parkedBy } from '../parked/index.js';
import type { ParkedRow } from '../parked/index.js';
import { TooManyParked } from '../projection/index.js';
import type { EventNotFolded, Opener, Pages, Told } from '../projection/index.js';
import { inBounds } from './batches.js';
import { Copyist } from './copyist.js';
import type { Copying, CopyistFor } from './copyist.js';
import { failureOf, isOfAnEvent, wasDropped } from './failing-event.js';
import { parkedEvents } from './parked-events.js';
import { mostParked, ParkedStreams } from './parked-streams.js';

/** What live pages are copied with. */
export interface ParkingJob {
  readonly log: EventLogReader;
  readonly opener: Opener;
  /** Told of rows once they are committed. */
  readonly onWritten?: (pages: Pages) => void;
  /** Told of a stream that stands still from now on, and why. */
  readonly onParked?: (why: EventNotFolded) => void;
}

/** Copies the desk's live pages: an event that fails parks its stream, and the others go on. */
export const parkingCopyist =
  (job: ParkingJob): CopyistFor =>
  (writer) =>
    new ParkingCopyist(writer, job);

/**
 * Copies batch by batch, each written as it is folded. Where a batch fails it is copied again event by event: the one that
 * is to blame is parked, in the commit that moves the mark, and from then on whatever its stream says lies behind it, in
 * order. Decisions of people are carried out where they stand in the log: what is tried again is committed before the mark
 * moves beyond the decision, so that a crash in between only goes on with it.
 *
 * Errors: those of `Copyist`; `EventNotFolded` of a stream that everybody needs (an inbox, an agent, a team);
 * `TooManyParked`. Memory: one batch, and `mostParked` rows.
 */
export class ParkingCopyist implements Copying {
  readonly isFull = true;
  #streams: ParkedStreams | undefined;

  constructor(
    private readonly writer: PageWriter,
    private readonly job: ParkingJob,
  ) {}

  get position(): bigint {
    return this.writer.mark.position;
  }

  async fold(events: readonly RecordedEvent[]): Promise<void> {
    const streams = (this.#streams ??= await ParkedStreams.in(this.writer));
    for (const portion of portionsOf(events)) {
      const [first] = portion;
      if (first && isDecision(first)) await this.#carryOut(first, streams);
      else await this.#copy(portion, streams);
    }
  }

  /** All that is folded is written by then. */
  async write(): Promise<void> {}

  async #copy(events: readonly RecordedEvent[], streams: ParkedStreams): Promise<void> {
    try {
      await this.#together(events, streams);
    } catch (fault) {
      if (!isOfAnEvent(fault)) throw fault;
      for (const event of events) await this.#copyOrPark(event, streams);
    }
  }

  async #together(events: readonly RecordedEvent[], streams: ParkedStreams): Promise<void> {
    const behind = streams.behind(events);
    const live = behind.length === 0 ? events : events.filter(({ stream }) => streams.of(stream) === undefined);
    await this.#commit(live, behind, events.at(-1));
    for (const row of behind) streams.learn(row);
  }

  async #copyOrPark(event: RecordedEvent, streams: ParkedStreams): Promise<void> {
    try {
      await this.#together([event], streams);
    } catch (fault) {
      const failure = failureOf(event, fault);
      if (failure === undefined) throw fault;
      if (await wasDropped(this.job.log, event)) await this.#commit([], [], event);
      else await this.#park(event, failure, streams);
    }
  }

  async #park(event: RecordedEvent, why: EventNotFolded, streams: ParkedStreams): Promise<void> {
    const category = parkableCategory(event.stream);
    if (category === undefined) throw why;
    if (streams.count >= mostParked) throw new TooManyParked(streams.count, why);
    const row = parkedBy(event, category, why);
    await this.#commit([], [row], event);
    streams.learn(row);
    this.job.onParked?.(why);
  }

  /** Both decisions have all of it tried again: what was dropped is left out where it still fails, here as in a rebuild. */
  async #carryOut(decision: Decision, streams: ParkedStreams): Promise<void> {
    const row = streams.of(decision.clear.stream);
    if (row) {
      for await (const events of parkedEvents(this.job.log, row))
        if (!(await this.#tryAgain(events, decision, streams))) break;
    }
    await this.#commit([], [], decision);
  }

  /** Copies the next of what lies parked; `false` where the rest stays parked. */
  async #tryAgain(events: readonly RecordedEvent[], decision: Decision, streams: ParkedStreams): Promise<boolean> {
    for (const some of inBounds(events)) {
      try {
        await this.#release(some, streams);
      } catch (fault) {
        if (!isOfAnEvent(fault)) throw fault;
        for (const event of some) if (await this.#failsAgain(event, decision, streams)) return false;
      }
    }
    return true;
  }

  /** Whether it does, and so is the first that lies parked from now on. */
  async #failsAgain(event: RecordedEvent, { recordedAt }: Decision, streams: ParkedStreams): Promise<boolean> {
    try {
      await this.#release([event], streams);
      return false;
    } catch (fault) {
      const failure = failureOf(event, fault);
      if (failure === undefined) throw fault;
      if (await wasDropped(this.job.log, event)) return this.#release([], streams, event).then(() => false);
      const row = streams.of(event.stream);
      const again = row && parkedAgainBy(row, event, failure, recordedAt);
      await this.#commit([], again ? [again] : [], this.writer.mark);
      if (again) streams.learn(again);
      return true;
    }
  }

  /** Copies events of a parked stream, and has it begin behind the last, in one commit; the mark stays where it is. */
  async #release(events: readonly RecordedEvent[], streams: ParkedStreams, last = events.at(-1)): Promise<void> {
    const row = last && streams.of(last.stream);
    if (last === undefined || row === undefined) return;
    const rest = last.version < row.lastVersion ? { ...row, version: last.version + 1 } : undefined;
    const copyist = this.#begin();
    await copyist.fold(events, this.writer.mark);
    if (rest) copyist.pages.of(parked).put(rest);
    else copyist.pages.of(parked).drop(row.stream);
    await copyist.write();
    if (rest) streams.learn(rest);
    else streams.forget(row.stream);
  }

  async #commit(
    events: readonly RecordedEvent[],
    rows: readonly ParkedRow[],
    mark: PageMark | undefined,
  ): Promise<void> {
    const copyist = this.#begin();
    await copyist.fold(events, mark);
    for (const row of rows) copyist.pages.of(parked).put(row);
    await copyist.write();
  }

  #begin(): Copyist {
    return new Copyist(this.writer, this.job.opener, this.job.onWritten);
  }
}

type Decision = Told<ParkingEvent>;

const isDecision = (event: RecordedEvent): event is RecordedEvent & Decision =>
  event.type === 'ParkedEventsRetried' || event.type === 'ParkedEventDropped';

/** Cuts events so that each decision stands by itself. */
function* portionsOf(events: readonly RecordedEvent[]): Generator<readonly RecordedEvent[]> {
  let start = 0;
  for (const [place, event] of events.entries()) {
    if (!isDecision(event)) continue;
    if (place > start) yield events.slice(start, place);
    yield [event];
    start = place + 1;
  }
  if (start < events.length) yield start === 0 ? events : events.slice(start);
}
