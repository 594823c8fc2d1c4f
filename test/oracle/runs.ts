import fc from 'fast-check';
import type { PagePlaces } from '#read-store/testing';

/** The seed of this run: given by `ORACLE_SEED`, or new every time. It stands in the title of every test it is behind. */
export const seed = Number(process.env['ORACLE_SEED'] ?? Date.now() % 0x7fff_ffff);

/**
 * So many random cases of this seed: five hundred where the engine is held against the page, in memory. Fewer where each
 * case fills files, or copies a log twice and asks every KPI of both: they look at less, of the same histories.
 */
export const runs = (numRuns: number) => ({ numRuns, seed });

/** A case on a server takes several times as long as one in a file: so it is tried so much less often there. */
export const runsAt = ({ driver }: PagePlaces, numRuns: number) =>
  runs(driver === 'SQLite' ? numRuns : Math.ceil(numRuns / 6));

/** In what batches a log is copied. */
export const batchSizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 });
