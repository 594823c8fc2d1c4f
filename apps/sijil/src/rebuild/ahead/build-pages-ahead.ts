import type { PageSetName } from '#apps/api';
import type { Checked } from '#projections';
import { PagesFull, PagesMovedOn } from '#read-store';
import type { PageUrls } from '../../pages/page-urls.js';
import { rebuildTogether } from '../rebuild-together.js';
import type { RebuildTogether } from '../rebuild-together.js';
import { closeAhead, openAhead, openPlace } from './ahead-sets.js';
import type { PageSetAhead } from './ahead-sets.js';

/** What is built ahead, and how. */
export interface AheadJob extends Pick<RebuildTogether, 'check' | 'signal' | 'onProgress'> {
  readonly urls: PageUrls;
  readonly sets: readonly PageSetName[];
}

/**
 * `built`: the next start of this code serves them. `served`: what serves is of this code, there was nothing to do.
 * `stopped`: by the signal; the next one goes on from there.
 */
export interface AheadOutcome {
  readonly kind: 'built' | 'served' | 'stopped';
  /** The sets that were built. */
  readonly sets: readonly PageSetName[];
  /** Up to where they reach; absent where there was nothing to do. */
  readonly position?: bigint;
  /** It went on where an earlier one stopped, or ended. */
  readonly resumed: boolean;
  readonly checked?: Checked;
}

/**
 * Builds pages of this code beside a desk of another version, running or not: log, keys and blobs are only read, and
 * nothing that is the desk's is locked, made or changed. An erasure removes what is being built: it begins anew then.
 * Errors: as `rebuild`; `PagesAheadInUse`, `PagesAheadInDatabase`, `PagesFull` before anything is written where there is
 * too little room; `LogSchemaUnknown` and `KeysSchemaUnknown` where only the start can migrate them.
 */
export async function buildPagesAhead(job: AheadJob): Promise<AheadOutcome> {
  for (;;) {
    const sets = await openAhead(job.sets, job.urls);
    try {
      return await build(job, sets);
    } catch (fault) {
      if (!(fault instanceof PagesMovedOn)) throw fault;
    } finally {
      await closeAhead(sets);
    }
  }
}

/** Throws away what was built ahead. Errors: `PagesAheadInUse`, `PagesAheadInDatabase`. */
export async function discardPagesAhead({ sets, urls }: Pick<AheadJob, 'sets' | 'urls'>): Promise<void> {
  for (const name of sets) {
    const place = await openPlace(name, urls);
    place.discard();
    place.close();
  }
}

async function build(job: AheadJob, opened: readonly PageSetAhead[]): Promise<AheadOutcome> {
  const { check, signal, onProgress } = job;
  const wanted = opened.filter(({ store }) => !store.areServed());
  const sets = wanted.map(({ name }) => name);
  if (sets.length === 0) return { kind: 'served', sets, resumed: false };
  mustFit(wanted.map(({ store }) => store.space()));
  const choices = { compare: false, check, publish: true, keepsFormer: false, signal, onProgress };
  const { kind, position, resumed, checked } = await rebuildTogether(wanted, choices);
  const isBuilt = kind === 'published';
  return { kind: isBuilt ? 'built' : 'stopped', sets, position, resumed, ...(checked && { checked }) };
}

/** Pages of a new version may be larger than those of the one before; and the desk beside needs some room itself. */
const largerBy = 1.2;
const leftFree = 256 * 1024 ** 2;

/** The sets lie on one disk. Errors: `PagesFull`. */
export function mustFit(spaces: readonly { readonly needed: number; readonly free: number }[]): void {
  const needed = spaces.reduce((sum, space) => sum + space.needed, 0) * largerBy + leftFree;
  const free = Math.min(...spaces.map((space) => space.free));
  if (free < needed) throw new PagesFull(`pages ahead need about ${shown(needed)}, and ${shown(free)} are free`);
}

const shown = (bytes: number): string => `${(bytes / 1024 ** 3).toFixed(1)} GiB`;
