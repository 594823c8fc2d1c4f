import { setTimeout as pause } from 'node:timers/promises';
import { ProcessorLease, systemClock } from '#application';
import type { Clock, DeskCommands, ErasureCounts, LinkFinder } from '#application';
import type { DeskFacts, Leases, NewsRoom } from '#desk-store';
import { personOf } from '#domain';
import type { EventLogReader } from '#event-log';
import { failpoint } from '#failpoints';
import { removePages, removePagesAhead } from '#read-store/open';
import type { ErasureRegister } from '#sealing';
import { scratchUrlOf } from '#settings';
import type { Settings } from '#settings';
import type { IntakeThread } from '../intake/intake-thread.js';
import { pageUrlsOf } from '../pages/page-urls.js';
import { threadJob } from '../operations/thread-job.js';
import type { ProgressLine } from '../operations/thread-job.js';
import type { RebuildTask } from '../rebuild/rebuild.worker.js';
import { CustomerNotFound } from './erasure.errors.js';
import { noteErasures } from './noted-erasures.js';

/** What is asked of the pages. */
export interface ErasurePages extends LinkFinder {
  /** Resolves when the live pages hold the event at this position. */
  shown(position: bigint, signal: AbortSignal): Promise<void>;
}

export interface ErasureParts {
  readonly settings: Settings;
  readonly register: ErasureRegister;
  readonly facts: DeskFacts;
  readonly log: EventLogReader;
  readonly pages: ErasurePages;
  readonly commands: Pick<DeskCommands, 'settled'>;
  readonly intake: Pick<IntakeThread, 'closeFiles' | 'destroyFiles'>;
  readonly clock: Clock;
  readonly leases: Leases;
  /** What processes tell each other of changed pages, rows and all; where they do. */
  readonly news: Pick<NewsRoom, 'forget'> | undefined;
  /** Names this process: one of them erases at a time. */
  readonly holder: string;
}

/** Whom to erase. */
export interface ErasureAsked {
  readonly customerIds: readonly string[];
  /** Only these files, not those of the same person. */
  readonly onlyFiles: boolean;
}

/** The lease of whoever erases, and how often it is asked for, in milliseconds, by whoever waits for a turn. */
const erasingLease = 'erasing';
const askAgainAfterMs = 250;

/**
 * Erases customers from everything the desk keeps: the register first, then log, keys, blobs and raw envelopes, then the
 * pages. What was begun is done to its end, by the next start where it must: see `takeUp`.
 */
export class Erasures {
  private last: Promise<unknown> = Promise.resolve();
  private readonly lease: ProcessorLease;

  constructor(private readonly parts: ErasureParts) {
    this.lease = new ProcessorLease(erasingLease, parts.leases, systemClock, parts.settings.leaseSeconds);
  }

  /** Everybody in the register. */
  list = () => this.parts.register.list();

  /**
   * Erases the files of these people, and tells how far it is: first the keys, then the pages. The signal ends it before
   * the pages are copied anew; the next start, or the next erasure, does that.
   * Errors: `CustomerNotFound` before anything is done; those of the stores.
   */
  async *erase(asked: ErasureAsked, signal: AbortSignal): AsyncGenerator<ProgressLine> {
    const over = await this.turn(signal);
    if (!over) return;
    try {
      const customerIds = await this.filesOf(asked);
      await this.enter(customerIds);
      const counts = await this.destroy(customerIds);
      yield* this.cleanPages(counts, signal);
      if (!signal.aborted) yield { result: { customerIds, ...counts } };
    } finally {
      await over();
    }
  }

  /**
   * What was begun and not finished, in a crash or before a restore, is destroyed: before anybody is served. Nothing where
   * another process is about it.
   */
  async takeUp(): Promise<void> {
    const known = await this.knownAmong(await this.open());
    if (known.length === 0 || (await this.lease.hold(this.parts.holder)) === undefined) return;
    const letGo = this.keepLease();
    await this.destroy(known).finally(letGo);
  }

  /** The rest of what was begun, beside everything else. Nothing to do where nothing is open. */
  async finish(signal: AbortSignal): Promise<void> {
    if ((await this.open()).length === 0) return;
    const over = await this.turn(signal);
    if (!over) return;
    try {
      if ((await this.open()).length === 0) return;
      const { position } = await this.parts.log.head();
      for await (const _ of this.cleanPages({ position: String(position) }, signal));
    } finally {
      await over();
    }
  }

  /**
   * One erasure at a time, in all processes: resolves when those before are over, with what says that this one is;
   * `undefined` where the signal aborts before.
   */
  private async turn(signal: AbortSignal): Promise<(() => Promise<void>) | undefined> {
    const before = this.last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.last = promise;
    await before;
    while ((await this.lease.hold(this.parts.holder)) === undefined) {
      await pause(askAgainAfterMs, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) continue;
      resolve();
      return undefined;
    }
    const letGo = this.keepLease();
    return () => letGo().finally(resolve);
  }

  /** Keeps what is held; answers what lets go of it. A lease that cannot be asked for is only kept for less long. */
  private keepLease(): () => Promise<void> {
    const keep = () => void this.lease.hold(this.parts.holder).catch(() => undefined);
    const keeping = setInterval(keep, this.lease.renewWithinMs / 2);
    return () => {
      clearInterval(keeping);
      return this.lease.leave();
    };
  }

  private async open(): Promise<readonly string[]> {
    const entered = await this.parts.register.list();
    return entered.filter(({ doneAt }) => doneAt === undefined).map(({ customerId }) => customerId);
  }

  private async filesOf({ customerIds, onlyFiles }: ErasureAsked): Promise<readonly string[]> {
    const known = new Set(await this.knownAmong(customerIds));
    for (const customerId of customerIds) if (!known.has(customerId)) throw new CustomerNotFound(customerId);
    if (onlyFiles) return [...known].sort();
    const files = new Set<string>();
    for (const customerId of known)
      for (const file of personOf(customerId, await this.parts.pages.linksOf(customerId))) files.add(file);
    return [...files].sort();
  }

  /** Those of them that the log holds: a restored one may never have heard of some. */
  private async knownAmong(customerIds: readonly string[]): Promise<readonly string[]> {
    const known: string[] = [];
    for (const customerId of customerIds) {
      const [first] = await this.parts.log.readStream(`customer-${customerId}`, 0, 1);
      if (first) known.push(customerId);
    }
    return known;
  }

  private async enter(customerIds: readonly string[]): Promise<void> {
    const { register, facts, clock } = this.parts;
    const askedAt = clock.now();
    await register.enter(customerIds.map((customerId) => ({ customerId, askedAt })));
    await noteErasures(facts, register);
    failpoint('erasure.entered');
  }

  /** Whoever asked something of a file before it was closed may just be writing it: what they write is destroyed with it. */
  private async destroy(customerIds: readonly string[]): Promise<ErasureCounts> {
    const { intake, commands } = this.parts;
    await intake.closeFiles(customerIds);
    await commands.settled();
    return intake.destroyFiles(customerIds);
  }

  /**
   * The pages lost every word with the fact that says so. Their files have not: what SQLite moved about leaves copies where
   * nobody reads. So they are copied anew, from a log whose keys are gone, and the old ones are removed.
   */
  private async *cleanPages(
    { position }: Pick<ErasureCounts, 'position'>,
    signal: AbortSignal,
  ): AsyncGenerator<ProgressLine> {
    const { settings, register, clock } = this.parts;
    const open = await this.open();
    await this.parts.pages.shown(BigInt(position), signal);
    await removePages(scratchUrlOf(settings));
    await removePagesAhead(settings.readUrl);
    const task: RebuildTask = {
      urls: pageUrlsOf(settings),
      ...{ compare: false, check: false, keepsFormer: false },
      sets: ['desk'],
      anew: true,
    };
    for await (const line of threadJob(new URL('../rebuild/rebuild.worker.js', import.meta.url), task, signal))
      if ('done' in line) yield line;
      else if (line.result['kind'] === 'published') {
        await this.parts.news?.forget();
        await register.close(open, clock.now());
      }
  }
}
