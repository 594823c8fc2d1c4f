import { setTimeout as pause } from 'node:timers/promises';
import type { DeskStore, LaneCheckpoint, Lease } from '#desk-store';
import type { Lane } from '#domain';
import { lanes } from '#domain';
import { failpoint } from '#failpoints';
import type { Clock } from '../clock.js';
import { itemsOf, refusalsOf } from './arrival.js';
import type { Arrival, Refused } from './arrival.js';
import type { BatchRecorder } from './batch-recorder.js';
import { findPlaces } from './find-places.js';
import { EnvelopeNotFound } from './intake.errors.js';
import type { IntakeKeys } from './keys.js';
import type { LaneReader } from './lane-reader.js';
import type { LookupIndex } from './lookup-index.js';
import { routeItems } from './route-items.js';
import type { Routing } from './route-items.js';

export interface SequencerParts {
  readonly store: DeskStore;
  readonly index: LookupIndex;
  readonly recorder: BatchRecorder;
  readonly readers: Readonly<Record<Lane, LaneReader>>;
  readonly keys: IntakeKeys;
  readonly clock: Clock;
  /** A fault that stops the batch; it is tried again. */
  readonly onFault: (fault: unknown) => void;
}

interface AskedAgain {
  readonly envelope: bigint;
  readonly places: readonly string[];
  readonly done: () => void;
  readonly failed: (fault: unknown) => void;
}

const leaseName = 'sequencer';
const leaseSeconds = 30;
const longestPauseMs = 5_000;

/**
 * The one writer of what comes in: takes batches from both lanes in turn, finds each item's file, makes the routes
 * durable, appends, and moves the checkpoint. Nothing is skipped: a batch that fails is tried again until it succeeds,
 * and a batch that was half done finds itself done.
 */
export class Sequencer {
  /** Moves with the next batch's routes, in the same commit. */
  private checkpoints: LaneCheckpoint[] = [];
  private lease: Lease | undefined;
  private failures = 0;
  private readonly again: AskedAgain[] = [];
  private wake: () => void = () => undefined;

  constructor(private readonly parts: SequencerParts) {}

  /** Works until `signal` aborts, then leaves the checkpoint where it got. */
  async run(holder: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const epoch = await this.hold(holder);
      if (epoch === undefined) await this.rest(1000, signal);
      else if (!(await this.round(epoch, signal))) await this.waitForMore(epoch, signal);
    }
    if (this.lease) await this.leave(this.lease);
  }

  /**
   * Reads an envelope again, between two batches: what its parser can read now is recorded, what stood in quarantine and
   * no longer fails is released (`places`: where in it something did). Resolves when that is durable. Errors: `EnvelopeNotFound`.
   */
  readAgain(envelope: bigint, places: readonly string[]): Promise<void> {
    return new Promise((done, failed) => {
      this.again.push({ envelope, places, done, failed });
      this.wake();
    });
  }

  /** Works until nothing is waiting, then lets go of the lease: for tests and for work that ends. */
  async runUntilIdle(holder: string): Promise<void> {
    const never = new AbortController().signal;
    const epoch = await this.hold(holder);
    if (epoch === undefined) return;
    while (await this.round(epoch, never));
    if (this.lease) await this.leave(this.lease);
    this.lease = undefined;
  }

  /** One batch of each lane; whether there was anything to do. */
  private async round(epoch: number, signal: AbortSignal): Promise<boolean> {
    let worked = await this.readAgainWhatWasAsked(epoch);
    for (const lane of lanes) {
      const arrivals = await this.persist(() => this.parts.readers[lane].take(), signal);
      if (!arrivals?.length) continue;
      worked = true;
      await this.persist(() => this.sequence(epoch, lane, arrivals), signal);
    }
    return worked;
  }

  private async readAgainWhatWasAsked(epoch: number): Promise<boolean> {
    const asked = this.again.splice(0);
    for (const { envelope, places, done, failed } of asked) {
      await this.recordAgain(epoch, envelope, places).then(done, failed);
    }
    return asked.length > 0;
  }

  private async recordAgain(epoch: number, position: bigint, places: readonly string[]): Promise<void> {
    const envelope = await this.parts.store.inbound.at(position);
    if (!envelope) throw new EnvelopeNotFound(position);
    const arrivals = await this.parts.readers[envelope.lane].readAll([envelope]);
    await this.record(epoch, arrivals);
    await this.parts.recorder.release(arrivals, places);
  }

  /** Routes and records one batch; done twice it changes nothing. */
  async sequence(epoch: number, lane: Lane, arrivals: readonly Arrival[]): Promise<void> {
    await this.record(epoch, arrivals);
    const last = arrivals.at(-1);
    if (!last) return;
    this.checkpoints = this.checkpoints.filter((checkpoint) => checkpoint.lane !== lane);
    this.checkpoints.push({ lane, position: last.envelope.position });
  }

  private async record(epoch: number, arrivals: readonly Arrival[]): Promise<void> {
    const { keys, recorder, store } = this.parts;
    const folded = this.parts.index.bringUpToDate(epoch);
    const items = itemsOf(arrivals, keys);
    await folded;
    const routing = routeItems(items, await findPlaces(items, store.sequencer, keys), keys);
    const refused = await this.notYetRecorded(refusalsOf(arrivals, keys));
    await recorder.record(await this.makeDurable(epoch, routing), refused);
  }

  private async notYetRecorded(refused: readonly Refused[]): Promise<readonly Refused[]> {
    if (refused.length === 0) return refused;
    const recorded = await this.parts.store.sequencer.recorded(refused.map(({ key }) => key));
    return refused.filter(({ key }) => !recorded.has(key));
  }

  /** The routes stand before anything is appended; an earlier try's route wins over ours. */
  private async makeDurable(epoch: number, routing: Routing): Promise<Routing> {
    const routes = routing.routed.map(({ incoming: { key }, stream }) => ({ itemKey: key, stream }));
    const moved = this.checkpoints;
    failpoint('route.before');
    const inForce = await this.parts.store.sequencer.route(epoch, routes, moved);
    failpoint('route.after');
    this.checkpoints = this.checkpoints.filter((checkpoint) => !moved.includes(checkpoint));
    const routed = routing.routed.map((one) => ({ ...one, stream: inForce.get(one.incoming.key) ?? one.stream }));
    return { ...routing, routed };
  }

  private async waitForMore(epoch: number, signal: AbortSignal): Promise<void> {
    await this.persist(() => this.settleDown(epoch), signal);
    const stop = new AbortController();
    const either = AbortSignal.any([signal, stop.signal]);
    await Promise.race([
      ...lanes.map((lane) => this.parts.readers[lane].waitForMore(either)),
      this.rest((leaseSeconds * 1000) / 3, either),
      new Promise<void>((resolve) => (this.wake = resolve)),
    ]);
    stop.abort();
  }

  /** A checkpoint stands only beside an index that knows the log it speaks of: so a log that lost its end is noticed. */
  private async settleDown(epoch: number): Promise<void> {
    await this.parts.index.bringUpToDate(epoch);
    if (this.checkpoints.length === 0) return;
    await this.parts.store.sequencer.route(epoch, [], this.checkpoints);
    failpoint('lane.checkpointed');
    this.checkpoints = [];
  }

  /** The epoch while the lease is ours; renewed when a third of it is gone. */
  private async hold(holder: string): Promise<number | undefined> {
    const now = this.parts.clock.now();
    const renewAt = new Date(Date.parse(now) + (leaseSeconds * 2000) / 3).toISOString();
    if (this.lease && this.lease.expiresAt > renewAt) return this.lease.epoch;
    this.lease = await this.parts.store.leases.acquire(leaseName, holder, now, leaseSeconds);
    return this.lease?.epoch;
  }

  private async leave(lease: Lease): Promise<void> {
    await this.settleDown(lease.epoch);
    await this.parts.store.leases.release(lease);
  }

  /** Tries until it succeeds or the desk stops, waiting longer each time. */
  private async persist<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result | undefined> {
    while (!signal.aborted) {
      try {
        const result = await work();
        this.failures = 0;
        return result;
      } catch (fault) {
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
