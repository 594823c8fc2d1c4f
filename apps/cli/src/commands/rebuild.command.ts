import { Command, Option } from 'commander';
import { longWork } from '../desk/index.js';
import type { DeskClient, RebuiltOverHttp } from '../desk/index.js';
import { CheckFailed } from '../exit/index.js';
import { action } from '../session/index.js';
import type { Session, Surroundings } from '../session/index.js';
import type { Column } from '../terminal/index.js';

/** `sijil rebuild` */
export function rebuildCommand(surroundings: Surroundings): Command {
  return new Command('rebuild')
    .description(
      'copy every page from the log again, beside the live ones; interrupted, the next one goes on from there',
    )
    .option('--status', 'only show which pages serve, and which are built beside them')
    .option('--abort', 'only end a rebuild, and throw away what it built')
    .option('--compare', 'compare the new pages with the live ones, row by row')
    .addOption(
      new Option('--only <set>', 'one set of pages: those agents work with, or those figures are counted from').choices(
        pageSets,
      ),
    )
    .action(action(surroundings, rebuild));
}

interface RebuildOptions {
  readonly status?: true;
  readonly abort?: true;
  readonly compare?: boolean;
  readonly only?: 'desk' | 'kpis';
}

async function rebuild(session: Session, options: RebuildOptions): Promise<void> {
  if (options.abort) return show(session, (desk) => desk.post<StatusOverHttp>(`${path}/abort`));
  return options.status ? show(session, (desk) => desk.get<StatusOverHttp>(path)) : copyAll(session, options);
}

async function copyAll(session: Session, { compare = false, only }: RebuildOptions): Promise<void> {
  const { terminal } = session;
  const progress = terminal.progress('rebuilding');
  const show = (done: number, total: number) => progress.show(done, total, `${done} events`);
  const choices = { compare, ...(only && { only }) };
  const work = session.withDesk((desk) => longWork<RebuiltOverHttp>(desk, path, choices, show));
  const result = await work.finally(() => progress.end());
  const { comparison } = result;
  terminal.answer(result, () => [
    `${only ? wordsFor[only] : 'Every page'} is copied again, up to position ${result.position}.`,
    ...(comparison ? [`${comparison.rows} rows compared: ${differenceOf(comparison.differences)}.`] : []),
    ...(compare && !comparison ? ['Not compared: the live pages moved all the while. Try again in a quiet hour.'] : []),
  ]);
  if ((comparison?.differences ?? 0) > 0) throw new CheckFailed('the new pages are not what the live ones were');
}

/** One row a copy, and whether somebody is at work on one. */
async function show(session: Session, ask: (desk: DeskClient) => Promise<StatusOverHttp>): Promise<void> {
  const status = await session.withDesk(ask);
  const copies = status.sets.flatMap(({ name, copies }) => copies.map((copy) => ({ ...copy, name })));
  session.terminal.answer(status, () => [
    ...session.terminal.table(columns, copies, 'No pages were made yet.'),
    status.isUnderWay ? 'A rebuild is under way.' : 'No rebuild is under way.',
  ]);
}

/** As the server tells it. */
interface StatusOverHttp {
  readonly isUnderWay: boolean;
  readonly sets: readonly { readonly name: string; readonly copies: readonly CopyOverHttp[] }[];
}
interface CopyOverHttp {
  readonly role: 'live' | 'building';
  readonly version: number;
  readonly isOurs: boolean;
  readonly position: string;
}

const path = '/v1/operations/rebuild';

const columns: readonly Column<CopyOverHttp & { readonly name: string }>[] = [
  { title: 'pages', of: ({ name }) => name },
  { title: 'role', of: ({ role }) => role },
  { title: 'version', of: ({ version }) => version },
  { title: 'made by', of: ({ isOurs }) => (isOurs ? 'this version' : 'another version') },
  { title: 'position', of: ({ position }) => position },
];

const pageSets = ['desk', 'kpis'] as const;
const wordsFor = {
  desk: 'Every page that agents work with',
  kpis: 'Every page that figures are counted from',
} as const;

const differenceOf = (differences: number): string => (differences === 0 ? 'nothing differs' : `${differences} differ`);
