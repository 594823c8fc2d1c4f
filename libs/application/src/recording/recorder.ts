import type { Clear, Instant } from '#domain';
import type { Append, AppendOutcome, EventLog, SealedParts, StreamTip } from '#event-log';
import type { Sealer } from '#sealing';
import { draftsOf } from './drafts.js';
import type { Entry, Occasion, Plain } from './drafts.js';
import type { Loaded, StreamCache } from './stream-cache.js';

/** A fact with the instant it happened: what a fold needs. */
export interface DatedFact {
  readonly type: string;
  readonly clear: Clear;
  readonly occurredAt: Instant;
}

/** One command on one stream. `decide` may be asked again when another writer was first. */
export interface Step<State> {
  readonly occasion: Occasion;
  decide(state: State): readonly { readonly type: string; readonly clear: Clear }[];
  /** Sealed beside the first fact. */
  readonly plain: readonly Plain[];
  /** Parts that are sealed already and go along as they are: a message that moves keeps its keys. */
  readonly carried?: SealedParts;
}

/** The commands for one stream, in order: they are appended together or not at all. */
export interface Work<State> {
  readonly stream: string;
  /** Whose erasure destroys what is sealed here. */
  readonly owner: string;
  readonly steps: readonly Step<State>[];
}

/** What became of a work: the facts of each step, and where the log stood after them. */
export interface Recorded {
  readonly facts: readonly (readonly DatedFact[])[];
  /** Position of the last fact; absent when there was nothing to say. */
  readonly lastPosition?: bigint;
}

interface Attempt<State> {
  readonly work: Work<State>;
  readonly at: number;
  readonly facts: readonly (readonly DatedFact[])[];
  /** What it was decided on, and what it would make of that. */
  readonly tip: StreamTip;
  readonly next: State;
  readonly append: Append | undefined;
}

/**
 * Load, decide, append; read again and decide again when another writer was first.
 * Works on different streams share one durable write.
 */
export class Recorder<State> {
  constructor(
    private readonly log: EventLog,
    private readonly sealer: Sealer,
    private readonly cache: StreamCache<State>,
    private readonly evolve: (state: State, fact: DatedFact) => State,
  ) {}

  /**
   * Outcomes in the order of the works. `fresh` looks for what other processes appended before it decides; otherwise a
   * refused append tells. `beforeWriting` is awaited once, before anything is appended, and not where nothing is.
   * Errors: those of `decide` and of `beforeWriting` (nothing of that call is written), and of the log.
   */
  async record(
    works: readonly Work<State>[],
    read: 'cached' | 'fresh' = 'cached',
    beforeWriting?: () => Promise<void>,
  ): Promise<readonly Recorded[]> {
    const done: Recorded[] = [];
    let before = beforeWriting;
    const first = (stream: string) => (read === 'fresh' ? this.cache.refresh(stream) : this.cache.load(stream));
    let open = await Promise.all(works.map(async (work, at) => this.attempt(work, at, await first(work.stream))));
    while (open.length > 0) {
      if (open.some(({ append }) => append !== undefined)) {
        await before?.();
        before = undefined;
      }
      const outcomes = await this.append(open);
      const again: Promise<Attempt<State>>[] = [];
      for (const [index, attempt] of open.entries()) {
        const outcome = outcomes[index];
        if (outcome?.kind === 'refused') again.push(this.tryAgain(attempt, outcome.actual));
        else done[attempt.at] = this.settle(attempt, outcome);
      }
      open = await Promise.all(again);
    }
    return done;
  }

  /** The stream as the log has it now: its state, and the version at which it has it. */
  load(stream: string): Promise<Loaded<State>> {
    return this.cache.refresh(stream);
  }

  /** Where the log stands no further than we thought, it has another history there: nothing remembered of it holds. */
  private async tryAgain({ work, at, tip }: Attempt<State>, actual: StreamTip): Promise<Attempt<State>> {
    if (actual.version <= tip.version) this.cache.forget(work.stream);
    return this.attempt(work, at, await this.cache.refresh(work.stream));
  }

  private async attempt(work: Work<State>, at: number, { state, tip }: Loaded<State>): Promise<Attempt<State>> {
    let next = state;
    const facts = work.steps.map((step) => {
      const decided = step
        .decide(next)
        .map(({ type, clear }) => ({ type, clear, occurredAt: step.occasion.occurredAt }));
      for (const fact of decided) next = this.evolve(next, fact);
      return decided;
    });
    return { work, at, facts, tip, next, append: await this.appendOf(work, facts, tip) };
  }

  private async appendOf(
    { stream, owner, steps }: Work<State>,
    facts: readonly (readonly DatedFact[])[],
    expected: StreamTip,
  ): Promise<Append | undefined> {
    const drafts = await Promise.all(
      steps.map((step, at) => draftsOf(this.sealer, stream, owner, entriesOf(facts[at] ?? [], step), step.occasion)),
    );
    const events = drafts.flat();
    return events.length === 0 ? undefined : { stream, expected, events };
  }

  /** Outcomes by attempt; nothing for those that had nothing to say. */
  private async append(attempts: readonly Attempt<State>[]): Promise<readonly (AppendOutcome | undefined)[]> {
    const speaking = attempts.filter(({ append }) => append !== undefined);
    if (speaking.length === 0) return [];
    try {
      const outcomes = await this.log.appendMany(speaking.flatMap(({ append }) => append ?? []));
      const byAttempt = new Map(speaking.map((attempt, index) => [attempt, outcomes[index]]));
      return attempts.map((attempt) => byAttempt.get(attempt));
    } catch (fault) {
      for (const { work } of speaking) this.cache.forget(work.stream);
      throw fault;
    }
  }

  private settle({ work, facts, next }: Attempt<State>, outcome: AppendOutcome | undefined): Recorded {
    if (outcome?.kind !== 'appended') return { facts };
    // An earlier try of the same command wrote it, maybe in other words (another ticket number): the log knows which.
    if (outcome.repeated) this.cache.forget(work.stream);
    else this.cache.keep(work.stream, { state: next, tip: outcome.tip });
    return { facts, lastPosition: outcome.lastPosition };
  }
}

function entriesOf<State>(facts: readonly DatedFact[], { plain, carried }: Step<State>): readonly Entry[] {
  return facts.map(({ type, clear }, index) =>
    index === 0 ? { type, clear, plain, ...(carried ? { carried } : {}) } : { type, clear, plain: [] },
  );
}
