import type { Clear, Instant } from '#domain';
import type { Append, AppendOutcome, EventLog, SealedParts, StreamTip } from '#event-log';
import type { Sealer } from '#sealing';
import { anyLarge, draftsOf, sealedLargeParts, sealedParts } from './drafts.js';
import type { Occasion, Plain } from './drafts.js';
import type { Loaded } from './loaded.js';
import type { StreamCache } from './stream-cache.js';

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

/**
 * On what is decided first. `cached`: on what is remembered of a stream; where others appended since, a refused append
 * tells. `fresh`: on what the log has. `confirmed`: as `cached`, but a refusal, and that there is nothing to say, is
 * judged once more on what the log has; so each is as true as if it were fresh, and most writes read nothing.
 */
export type Reading = 'cached' | 'fresh' | 'confirmed';

interface Decided<State> {
  readonly work: Work<State>;
  /** Its place among the works. */
  readonly at: number;
  /** Of each step. */
  readonly facts: readonly (readonly DatedFact[])[];
  /** What it was decided on, and what it would make of that. */
  readonly tip: StreamTip;
  readonly next: State;
}

interface Attempt<State> extends Decided<State> {
  /** Absent where there is nothing to say. */
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
   * Outcomes in the order of the works. `beforeWriting` is awaited once, before anything is appended, and not where nothing is.
   * Errors: those of `decide` and of `beforeWriting` (nothing of that call is written), and of the log.
   */
  async record(
    works: readonly Work<State>[],
    read: Reading = 'cached',
    beforeWriting?: () => Promise<void>,
  ): Promise<readonly Recorded[]> {
    const done: Recorded[] = [];
    let before = beforeWriting;
    let open = await this.drafted(await Promise.all(works.map((work, at) => this.firstTry(work, at, read))));
    while (open.length > 0) {
      if (open.some(({ append }) => append !== undefined)) {
        await before?.();
        before = undefined;
      }
      const outcomes = await this.append(open);
      const again: Promise<Decided<State>>[] = [];
      open.forEach((attempt, index) => {
        const outcome = outcomes[index];
        if (outcome?.kind === 'refused') again.push(this.decideAgain(attempt, outcome.actual));
        else done[attempt.at] = this.settle(attempt, outcome);
      });
      open = await this.drafted(await Promise.all(again));
    }
    return done;
  }

  /** The stream as the log has it now: its state, and the version at which it has it. */
  load(stream: string): Promise<Loaded<State>> {
    return this.cache.refresh(stream);
  }

  private async firstTry(work: Work<State>, at: number, read: Reading): Promise<Decided<State>> {
    const onFresh = async () => decided(work, at, await this.cache.refresh(work.stream), this.evolve);
    if (read === 'fresh') return onFresh();
    const known = await this.cache.load(work.stream);
    if (read === 'cached') return decided(work, at, known, this.evolve);
    return speakingOf(() => decided(work, at, known, this.evolve)) ?? onFresh();
  }

  /** Where the log stands no further than we thought, it has another history there: nothing remembered of it holds. */
  private async decideAgain({ work, at, tip }: Attempt<State>, actual: StreamTip): Promise<Decided<State>> {
    if (actual.version <= tip.version) this.cache.forget(work.stream);
    return decided(work, at, await this.cache.refresh(work.stream), this.evolve);
  }

  /** As the log takes them. Keys are made ready once for all; what is large waits for the blob store before that. */
  private async drafted(attempts: readonly Decided<State>[]): Promise<readonly Attempt<State>[]> {
    const speaking = attempts.flatMap(speakingSteps);
    const large = await this.sealLarge(speaking);
    await this.sealer.ready(speaking.reduce((sum, { step }) => (large.has(step) ? sum : sum + step.plain.length), 0));
    return attempts.map((attempt) => ({ ...attempt, append: this.appendOf(attempt, large) }));
  }

  /** Steps with a part that is too large to stand in the log, and all their parts. */
  private async sealLarge(speaking: readonly Speaking<State>[]): Promise<ReadonlyMap<Step<State>, SealedParts>> {
    const sealing = speaking
      .filter(({ step }) => anyLarge(step.plain))
      .map(async ({ owner, step }) => [step, await sealedLargeParts(this.sealer, owner, step.plain)] as const);
    return new Map(await Promise.all(sealing));
  }

  private appendOf(
    { work: { stream, owner, steps }, facts, tip }: Decided<State>,
    large: ReadonlyMap<Step<State>, SealedParts>,
  ): Append | undefined {
    const events = steps.flatMap((step, at) => {
      const said = facts[at] ?? [];
      if (said.length === 0) return [];
      const sealed = large.get(step) ?? step.carried ?? sealedParts(this.sealer, owner, step.plain);
      return draftsOf(stream, said, sealed, step.occasion);
    });
    return events.length === 0 ? undefined : { stream, expected: tip, events };
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

/** A step that has something to say, and whose erasure destroys what it seals. */
interface Speaking<State> {
  readonly owner: string;
  readonly step: Step<State>;
}

/** What was decided where something is said; `undefined` where nothing is, or it is refused. */
function speakingOf<State>(decide: () => Decided<State>): Decided<State> | undefined {
  try {
    const one = decide();
    return one.facts.some((said) => said.length > 0) ? one : undefined;
  } catch {
    return undefined;
  }
}

const speakingSteps = <State>({ work: { owner, steps }, facts }: Decided<State>): readonly Speaking<State>[] =>
  steps.flatMap((step, at) => (facts[at]?.length === 0 ? [] : { owner, step }));

/** What the steps say to a state, one after the other. */
function decided<State>(
  work: Work<State>,
  at: number,
  { state, tip }: Loaded<State>,
  evolve: (state: State, fact: DatedFact) => State,
): Decided<State> {
  let next = state;
  const facts = work.steps.map((step) => {
    const { occurredAt } = step.occasion;
    const said = step.decide(next).map(({ type, clear }) => ({ type, clear, occurredAt }));
    for (const fact of said) next = evolve(next, fact);
    return said;
  });
  return { work, at, facts, tip, next };
}
