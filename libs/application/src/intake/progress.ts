import type { LaneCheckpoint, Route, SequencerStore, Stretch } from '#desk-store';
import { lanes } from '#domain';
import type { Lane } from '#domain';
import { failpoint } from '#failpoints';

/**
 * How far the sequencer got, here and in its store: checkpoints move with the next routes, in the same commit, and that
 * commit says what is worked on from then on. Whatever has routes but maybe no place in the log is known by it, also
 * after a crash: it is to be finished before anything else, or what came later would not find it there.
 */
export class Progress {
  private checkpoints: LaneCheckpoint[] = [];
  private readonly reached = new Map<Lane, bigint>();
  private underWay: { readonly stretch: Stretch; readonly isDone: boolean } | undefined;

  constructor(private readonly store: SequencerStore) {}

  /** Begins from what is stored, whatever was thought before. */
  async takeUp(): Promise<void> {
    const stretch = await this.store.underWay();
    this.checkpoints = [];
    this.underWay = stretch && { stretch, isDone: false };
    for (const lane of lanes) this.reached.set(lane, await this.store.checkpoint(lane));
  }

  /** Whether everything in this envelope stands in the log. */
  hasPassed(lane: Lane, position: bigint): boolean {
    return position <= (this.reached.get(lane) ?? 0n);
  }

  /** What was begun, now or before a crash, and is not known to stand in the log. */
  get halfDone(): Stretch | undefined {
    return this.underWay?.isDone === false ? this.underWay.stretch : undefined;
  }

  /** Makes routes of this stretch durable; answers those in force. Errors: `LeaseLost`, those of the store. */
  async route(epoch: number, routes: readonly Route[], stretch?: Stretch): Promise<ReadonlyMap<string, string>> {
    const moved = this.checkpoints;
    // Before the commit: whether it happened is not known when the store is lost in the middle of it.
    if (stretch) this.underWay = { stretch, isDone: false };
    failpoint('route.before');
    const inForce = await this.store.route(epoch, routes, moved, stretch);
    failpoint('route.after');
    this.checkpoints = this.checkpoints.filter((checkpoint) => !moved.includes(checkpoint));
    return inForce;
  }

  /** What was under way stands in the log. */
  done(): void {
    if (this.underWay) this.underWay = { ...this.underWay, isDone: true };
  }

  /** A lane stands in the log up to here. */
  passed(lane: Lane, position: bigint): void {
    this.checkpoints = [...this.checkpoints.filter((checkpoint) => checkpoint.lane !== lane), { lane, position }];
    this.reached.set(lane, position);
  }

  /** Writes down what no routes came along for. What is half done stays so. */
  async settle(epoch: number): Promise<void> {
    const isDone = this.underWay?.isDone === true;
    if (this.checkpoints.length === 0 && !isDone) return;
    await this.store.route(epoch, [], this.checkpoints, isDone ? null : undefined);
    failpoint('lane.checkpointed');
    this.checkpoints = [];
    if (isDone) this.underWay = undefined;
  }
}
