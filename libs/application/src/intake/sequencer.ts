import { setTimeout as pause } from 'node:timers/promises';
import { DeskUnavailable, LeaseLost } from '#desk-store';
import type { DeskStore, Stretch } from '#desk-store';
import type { Lane } from '#domain';
import { lanes } from '#domain';
import type { BatchRecorder } from './deciding/batch-recorder.js';
import { EnvelopeNotFound } from './intake.errors.js';
import type { IntakeKeys } from './keys.js';
import { Progress } from './progress.js';
import type { Refused } from './reading/arrival.js';
import type { LaneReader } from './reading/lane-reader.js';
import { stretchOf } from './reading/portions.js';
import type { Portion } from './reading/portions.js';
import { recordApart } from './record-apart.js';
import { findPlaces } from './routing/find-places.js';
import { repeatsIn } from './routing/repeats.js';
import type { LookupIndex } from './routing/lookup-index.js';
import { routeItems } from './routing/route-items.js';
import type { Routing } from './routing/routing.js';
import type { ProcessorLease } from '../processor-lease.js';

export interface SequencerParts {
  readonly store: DeskStore;
  readonly index: LookupIndex;
  readonly recorder: BatchRecorder;
  readonly readers: Readonly<Record<Lane, LaneReader>>;
  readonly lease: ProcessorLease;
  readonly keys: IntakeKeys;
  /** A fault that stops the batch; it is tried again. */
  readonly onFault: (fault: unknown) => void;
}

/** Under which epoch something is done between two portions, and how far the lanes stand then. */
export interface Between {
  readonly epoch: number;
  readonly hasPassed: (lane: Lane, position: bigint) => boolean;
  readonly bringUpToDate: () => Promise<void>;
}
/** What is done between two portions; `false` where it must wait for the next. */
type WorkBetween = (between: Between) => Promise<boolean>;

interface AskedBetween {
  readonly work: WorkBetween;
  readonly done: () => void;
  readonly failed: (fault: unknown) => void;
}

const longestPauseMs = 5_000;
/** Works done between two batches: whoever retries a whole quarantine must not hold up live mail. */
const worksAtOnce = 16;

/**
 * The one writer of what comes in: takes portions from both lanes in turn, finds each item's file, makes the routes
 * durable, appends, and moves the checkpoint. Nothing is skipped: a portion that fails is tried again until it succeeds.
 * Nothing overtakes: what a crash left half done is finished before anything else, so that what stands in the log is what
 * one pass without a crash would have written.
 */
export class Sequencer {
  /** The epoch under which the readers stand where they stand. */
  private epoch: number | undefined;
  private readonly progress: Progress;
  private failures = 0;
  private readonly line: AskedBetween[] = [];
  private wake: () => void = () => undefined;

  constructor(private readonly parts: SequencerParts) {
    this.progress = new Progress(parts.store.sequencer);
  }

  /** Works until `signal` aborts, then leaves the checkpoint where it got. */
  async run(holder: string, signal: AbortSignal): Promise<void> {
    const ended = new AbortController();
    const keeping = this.keepLease(holder, ended.signal);
    try {
      while (!signal.aborted) await this.turn(holder, signal);
    } finally {
      ended.abort();
      await keeping;
    }
    this.turnAway('the intake is closing');
    await this.leave();
  }

  /**
   * Reads an envelope again, between two portions: what its parser can read now is recorded, what stood in quarantine and
   * no longer fails is released (`places`: where in it something did). Resolves when that is durable.
   * Errors: `EnvelopeNotFound`, `DeskUnavailable` where this intake is not at work.
   */
  readAgain(envelope: bigint, places: readonly string[]): Promise<void> {
    return this.between(({ epoch }) => this.recordAgain(epoch, envelope, places));
  }

  /**
   * Does this between two portions, while nothing is half done, and after the next ones again for as long as it answers
   * `false`. Errors: those of the work, `DeskUnavailable` where this intake is not at work.
   */
  between(work: WorkBetween): Promise<void> {
    return new Promise((done, failed) => {
      this.line.push({ work, done, failed });
      this.wake();
    });
  }

  /** Works until nothing is waiting, then lets go of the lease: for tests and for work that ends. */
  async runUntilIdle(holder: string): Promise<void> {
    const never = new AbortController().signal;
    const epoch = await this.takeUp(holder);
    if (epoch === undefined) return;
    while (await this.round(epoch, never));
    await this.leave();
  }

  /** Whoever loses the lease stops writing, and begins anew from what is stored when it is theirs again. */
  private async turn(holder: string, signal: AbortSignal): Promise<void> {
    try {
      const epoch = await this.takeUp(holder);
      if (epoch === undefined) await this.standBy(signal);
      else if (!(await this.round(epoch, signal))) await this.waitForMore(epoch, signal);
    } catch (fault) {
      if (!(fault instanceof LeaseLost)) throw fault;
      this.parts.onFault(fault);
      this.parts.lease.lost();
      this.epoch = undefined;
    }
  }

  private async takeUp(holder: string): Promise<number | undefined> {
    const { lease, readers, store } = this.parts;
    const epoch = await lease.hold(holder);
    if (epoch === undefined || epoch === this.epoch) return epoch;
    await this.progress.takeUp();
    for (const lane of lanes) readers[lane].beginAt(await store.sequencer.checkpoint(lane));
    this.epoch = epoch;
    return epoch;
  }

  /** Beside the work, for a portion may take longer than the lease. Whoever cannot get on lets it run out: another may. */
  private async keepLease(holder: string, signal: AbortSignal): Promise<void> {
    const { lease, onFault } = this.parts;
    while (!signal.aborted) {
      if (this.epoch !== undefined && this.failures === 0) await lease.hold(holder).catch(onFault);
      await this.rest(lease.renewWithinMs / 2, signal);
    }
  }

  private async standBy(signal: AbortSignal): Promise<void> {
    this.turnAway('another process is the intake of this desk');
    await this.rest(1000, signal);
  }

  private turnAway(reason: string): void {
    for (const { failed } of this.line.splice(0)) failed(new DeskUnavailable(reason));
  }

  /** One portion of each lane; whether there was anything to do. */
  private async round(epoch: number, signal: AbortSignal): Promise<boolean> {
    let worked = await this.doWhatWasAsked(epoch, signal);
    if (!(await this.nothingIsHalfDone(epoch, signal))) return worked;
    for (const lane of lanes) {
      const portion = await this.persist(() => this.parts.readers[lane].take(), signal);
      if (!portion) continue;
      worked = true;
      await this.persist(() => this.sequence(epoch, lane, portion), signal);
    }
    return worked;
  }

  /** Finishes what is half done; not so only where the desk stops before. */
  private async nothingIsHalfDone(epoch: number, signal: AbortSignal): Promise<boolean> {
    await this.persist(() => this.finish(epoch), signal);
    return this.progress.halfDone === undefined;
  }

  /** Once more from the envelopes: routes stand, and what is in the log already finds itself there. */
  private async finish(epoch: number): Promise<void> {
    const stretch = this.progress.halfDone;
    if (!stretch) return;
    for await (const portion of this.parts.readers[stretch.lane].readStretch(stretch)) {
      await this.record(epoch, portion, stretch);
    }
    this.progress.done();
  }

  private async doWhatWasAsked(epoch: number, signal: AbortSignal): Promise<boolean> {
    const asked = this.line.slice(0, worksAtOnce);
    for (const one of asked) {
      if (!(await this.nothingIsHalfDone(epoch, signal))) return false;
      this.line.splice(this.line.indexOf(one), 1);
      await this.tryBetween(one, epoch).then((isDone) => (isDone ? one.done() : this.line.push(one)), one.failed);
    }
    return asked.length > 0;
  }

  private tryBetween({ work }: AskedBetween, epoch: number): Promise<boolean> {
    const { index } = this.parts;
    const hasPassed = (lane: Lane, position: bigint) => this.progress.hasPassed(lane, position);
    return work({ epoch, hasPassed, bringUpToDate: () => index.bringUpToDate(epoch) });
  }

  private async recordAgain(epoch: number, position: bigint, places: readonly string[]): Promise<boolean> {
    const { store, readers, recorder } = this.parts;
    const envelope = await store.inbound.at(position);
    if (!envelope) throw new EnvelopeNotFound(position);
    const { lane } = envelope;
    const { arrival, portions } = await readers[lane].readAgain(envelope);
    const still = new Set<string>();
    for (const portion of portions) {
      const setAside = await this.record(epoch, portion, { lane, first: position, last: position });
      for (const { refusal } of setAside) still.add(refusal.place);
    }
    this.progress.done();
    await recorder.release(
      arrival,
      places.filter((place) => !still.has(place)),
    );
    return true;
  }

  /** Routes and records one portion; done twice it changes nothing. */
  private async sequence(epoch: number, lane: Lane, portion: Portion): Promise<void> {
    await this.record(epoch, portion, stretchOf(portion, lane));
    this.progress.done();
    if (portion.upTo !== undefined) this.progress.passed(lane, portion.upTo);
  }

  /** Answers what of the portion is set aside. However it is halved, all of its stretch is under way until it is done. */
  private record(epoch: number, portion: Portion, stretch: Stretch | undefined): Promise<readonly Refused[]> {
    const { index, recorder, store, keys } = this.parts;
    return recordApart(portion, keys, async ({ items, refused }) => {
      await index.bringUpToDate(epoch);
      const known = await findPlaces(items, store.sequencer);
      const routing = await this.makeDurable(epoch, routeItems(items, known, keys), stretch);
      const repeats = repeatsIn(items, known, routing.routed);
      if (repeats.length > 0) await store.sequencer.noteRepeats(epoch, repeats);
      return recorder.record(routing, refused);
    });
  }

  /** The routes stand before anything is appended; an earlier try's route wins over ours. */
  private async makeDurable(epoch: number, routing: Routing, stretch: Stretch | undefined): Promise<Routing> {
    const routes = routing.routed.map(({ incoming: { key }, stream }) => ({ itemKey: key, stream }));
    const inForce = await this.progress.route(epoch, routes, stretch);
    const routed = routing.routed.map((one) => ({ ...one, stream: inForce.get(one.incoming.key) ?? one.stream }));
    return { ...routing, routed };
  }

  private async waitForMore(epoch: number, signal: AbortSignal): Promise<void> {
    await this.persist(() => this.settleDown(epoch), signal);
    const stop = new AbortController();
    const either = AbortSignal.any([signal, stop.signal]);
    try {
      await Promise.race([
        ...lanes.map((lane) => this.parts.readers[lane].waitForMore(either)),
        this.rest(this.parts.lease.renewWithinMs, either),
        this.asked(),
      ]);
    } finally {
      stop.abort();
    }
  }

  /** Resolves when something is to be done between portions. */
  private asked(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
      if (this.line.length > 0) resolve();
    });
  }

  /** A checkpoint stands only beside an index that knows the log it speaks of: so a log that lost its end is noticed. */
  private async settleDown(epoch: number): Promise<void> {
    await this.parts.index.bringUpToDate(epoch);
    await this.progress.settle(epoch);
  }

  private leave(): Promise<void> {
    return this.parts.lease.leave((epoch) => this.settleDown(epoch));
  }

  /** Tries until it succeeds or the desk stops, waiting longer each time. Errors: `LeaseLost`. */
  private async persist<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result | undefined> {
    while (!signal.aborted) {
      try {
        const result = await work();
        this.failures = 0;
        return result;
      } catch (fault) {
        if (fault instanceof LeaseLost) throw fault;
        this.parts.onFault(fault);
        await this.rest(Math.min(longestPauseMs, 50 * 2 ** this.failures++), signal);
      }
    }
    return undefined;
  }

  private async rest(milliseconds: number, signal: AbortSignal): Promise<void> {
    await pause(milliseconds, undefined, { signal }).catch(() => undefined);
  }
}
