import { Command, Option } from 'commander';
import { longWork } from '../desk/index.js';
import type { RebuiltOverHttp } from '../desk/index.js';
import { CheckFailed } from '../exit/index.js';
import { action } from '../session/index.js';
import type { Session, Surroundings } from '../session/index.js';

/** `sijil rebuild` */
export function rebuildCommand(surroundings: Surroundings): Command {
  return new Command('rebuild')
    .description(
      'copy every page from the log again, beside the live ones; interrupted, the next one goes on from there',
    )
    .option('--compare', 'compare the new pages with the live ones, row by row')
    .addOption(
      new Option('--only <set>', 'one set of pages: those agents work with, or those figures are counted from').choices(
        pageSets,
      ),
    )
    .action(action(surroundings, rebuild));
}

interface RebuildOptions {
  readonly compare?: boolean;
  readonly only?: 'desk' | 'kpis';
}

async function rebuild(session: Session, { compare = false, only }: RebuildOptions): Promise<void> {
  const { terminal } = session;
  const progress = terminal.progress('rebuilding');
  const show = (done: number, total: number) => progress.show(done, total, `${done} events`);
  const choices = { compare, ...(only && { only }) };
  const work = session.withDesk((desk) => longWork<RebuiltOverHttp>(desk, '/v1/operations/rebuild', choices, show));
  const result = await work.finally(() => progress.end());
  const { comparison } = result;
  terminal.answer(result, () => [
    `${only ? wordsFor[only] : 'Every page'} is copied again, up to position ${result.position}.`,
    ...(comparison ? [`${comparison.rows} rows compared: ${differenceOf(comparison.differences)}.`] : []),
    ...(compare && !comparison ? ['Not compared: the live pages moved all the while. Try again in a quiet hour.'] : []),
  ]);
  if ((comparison?.differences ?? 0) > 0) throw new CheckFailed('the new pages are not what the live ones were');
}

const pageSets = ['desk', 'kpis'] as const;
const wordsFor = {
  desk: 'Every page that agents work with',
  kpis: 'Every page that figures are counted from',
} as const;

const differenceOf = (differences: number): string => (differences === 0 ? 'nothing differs' : `${differences} differ`);
