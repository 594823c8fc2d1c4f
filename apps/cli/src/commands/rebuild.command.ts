import { Command, Option } from 'commander';
import { longWork } from '../desk/index.js';
import type { DeskClient, RebuiltOverHttp, RolledBackOverHttp } from '../desk/index.js';
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
    .option('--status', 'only show which pages serve, which are built beside them, and which served before')
    .option('--abort', 'only end a rebuild, and throw away what it built')
    .option('--roll-back', 'only go back to the pages that served before, with all that came since')
    .option('--forget', 'only remove the pages that served before')
    .option('--unchecked', 'let the new pages serve though nobody held them against a second fold of the log')
    .option('--compare', 'compare the new pages with the live ones, row by row')
    .option(
      '--ahead',
      'before an upgrade, from the new release: build its pages beside the desk that runs; with --abort throw them away',
    )
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
  readonly rollBack?: true;
  readonly forget?: true;
  readonly unchecked?: boolean;
  readonly compare?: boolean;
  readonly ahead?: true;
  readonly only?: 'desk' | 'kpis';
}

async function rebuild(session: Session, options: RebuildOptions): Promise<void> {
  if (options.ahead) return (await import('../rebuild/rebuild-ahead.js')).rebuildAhead(session, options);
  if (options.status) return show(session, (desk) => desk.get<StatusOverHttp>(path));
  if (options.abort) return show(session, (desk) => desk.post<StatusOverHttp>(`${path}/abort`));
  if (options.forget) return show(session, (desk) => desk.post<StatusOverHttp>(`${path}/forget`));
  return options.rollBack ? goBack(session, options) : copyAll(session, options);
}

async function goBack(session: Session, { only }: RebuildOptions): Promise<void> {
  const { terminal } = session;
  const progress = terminal.progress('catching up');
  const show = (done: number, total: number) => progress.show(done, total, `${done} events`);
  const work = session.withDesk((desk) =>
    longWork<RolledBackOverHttp>(desk, `${path}/roll-back`, { ...(only && { only }) }, show),
  );
  const result = await work.finally(() => progress.end());
  const names = result.sets.join(' and ');
  terminal.answer(result, () => [
    result.kind === 'rolled-back'
      ? `The former pages (${names}) serve again, up to position ${result.position}.`
      : 'Stopped before anything changed; the next one goes on from there.',
  ]);
}

async function copyAll(session: Session, { compare = false, unchecked = false, only }: RebuildOptions): Promise<void> {
  const { terminal } = session;
  const progress = terminal.progress('rebuilding');
  const show = (done: number, total: number) => progress.show(done, total, `${done} events`);
  const choices = { compare, check: !unchecked, ...(only && { only }) };
  const work = session.withDesk((desk) => longWork<RebuiltOverHttp>(desk, path, choices, show));
  const result = await work.finally(() => progress.end());
  const { comparison, checked } = result;
  terminal.answer(result, () => [
    `${only ? wordsFor[only] : 'Every page'} is copied again, up to position ${result.position}.`,
    ...(checked
      ? [`${checked.files} customers’ files folded a second time: ${checked.rows} rows, nothing differs.`]
      : []),
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
    ...status.sets.filter(({ canRollBack }) => canRollBack).map(({ name }) => `${name} can be rolled back.`),
    status.isUnderWay ? 'A rebuild is under way.' : 'No rebuild is under way.',
  ]);
}

/** As the server tells it. */
interface StatusOverHttp {
  readonly isUnderWay: boolean;
  readonly sets: readonly SetOverHttp[];
}
interface SetOverHttp {
  readonly name: string;
  readonly canRollBack: boolean;
  readonly copies: readonly CopyOverHttp[];
}
interface CopyOverHttp {
  readonly role: 'live' | 'building' | 'former';
  readonly version: number;
  readonly isOurs: boolean;
  readonly position: string;
  readonly lag: number;
  readonly percent: number;
  readonly since?: string;
  readonly bytes: number;
}

const path = '/v1/operations/rebuild';

const columns: readonly Column<CopyOverHttp & { readonly name: string }>[] = [
  { title: 'pages', of: ({ name }) => name },
  { title: 'role', of: ({ role }) => role },
  { title: 'version', of: ({ version }) => version },
  { title: 'made by', of: ({ isOurs }) => (isOurs ? 'this version' : 'another version') },
  { title: 'since', of: ({ since = '' }) => since },
  { title: 'position', of: ({ position }) => position },
  { title: 'lag', of: ({ lag }) => lag },
  { title: 'copied', of: ({ percent }) => `${percent} %` },
  { title: 'size', of: ({ bytes }) => `${(bytes / 1e6).toFixed(1)} MB` },
];

const pageSets = ['desk', 'kpis'] as const;
const wordsFor = {
  desk: 'Every page that agents work with',
  kpis: 'Every page that figures are counted from',
} as const;

const differenceOf = (differences: number): string => (differences === 0 ? 'nothing differs' : `${differences} differ`);
