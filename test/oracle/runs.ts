import fc from 'fast-check';
import type { PagePlaces } from '#read-store/testing';

/** The seed of this run: given by `ORACLE_SEED`, or new every time. It stands in the title of every test it is behind. */
export const seed = Number(process.env['ORACLE_SEED'] ?? Date.now() % 0x7fff_ffff);

/** So many random cases of this seed. */
export const runs = (numRuns: number) => ({ numRuns, seed });

/**
 * Five hundred cases in files; ten on a server, where each takes a hundred times as long: that its pages answer as files
 * do is what ten are enough for.
 */
export const runsAt = ({ driver }: PagePlaces) => runs(driver === 'SQLite' ? 500 : 10);

/** In what batches a log is copied. */
export const batchSizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 });
