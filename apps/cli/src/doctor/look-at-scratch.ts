import { lookAtPages } from '#read-store/open';
import { scratchUrlOf } from '#settings';
import type { Settings } from '#settings';
import { ok, warn } from './finding.js';
import type { HealthFinding } from './finding.js';

/** The pages that replays made, if there are any: they hold text, and nobody keeps them up to date. */
export async function lookAtScratch(settings: Settings): Promise<readonly HealthFinding[]> {
  try {
    const found = await lookAtPages(scratchUrlOf(settings));
    if (found === undefined) return [];
    const mebibytes = (found.bytes / 1024 ** 2).toFixed(1);
    return [ok('replay pages', `${mebibytes} MiB, ${found.place}: sijil replay --into scratch --remove`)];
  } catch (fault) {
    return [warn('replay pages', (fault as Error).message, 'see to the database of the pages')];
  }
}
