import { Command, Option } from 'commander';
import { dimensions, windows } from '#kpi';
import type { DefinitionTold, Dimension } from '#kpi';
import { longQuestion } from '../desk/index.js';
import type { DeskClient, FiguresOverHttp, ProvenOverHttp, Query } from '../desk/index.js';
import { CheckFailed } from '../exit/index.js';
import { action } from '../session/index.js';
import type { Session, Surroundings } from '../session/index.js';
import { disagreementColumns, figureColumns, kpiColumns } from '../views/index.js';

interface KpiOptions extends Partial<Record<Dimension, string>> {
  readonly from?: string;
  readonly to?: string;
  readonly timeZone: string;
  readonly by: string;
  readonly group?: string;
  readonly window: string;
  readonly sameTopic?: true;
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly prove?: true;
}

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const day = 86_400_000;

/** `sijil kpi [id]` */
export function kpiCommand(surroundings: Surroundings): Command {
  const command = new Command('kpi')
    .description('figures with their definitions; without an id, which there are')
    .argument('[id]', 'a KPI')
    .option('--from <instant>', 'from then on; 30 days ago where it is left out')
    .option('--to <instant>', 'until then; tomorrow where it is left out')
    .option('--time-zone <zone>', 'in which periods are counted', here)
    .addOption(
      new Option('--by <period>', 'one figure a period')
        .choices(['hour', 'day', 'week', 'month', 'all'])
        .default('day'),
    )
    .option('--group <dimensions>', `told apart by these, separated by commas: ${dimensions.join(', ')}`)
    .addOption(new Option('--window <window>', 'of repeats').choices(Object.keys(windows)).default('7d'))
    .option('--same-topic', 'only repeats about the same topic')
    .option('--as-of <instant>', 'asked at that instant')
    .option('--known-at <position>', 'as it was known there')
    .option('--prove', 'work it out a second time from raw events, and say where that differs');
  for (const dimension of dimensions) command.option(`--${dimension} <value>`, `only of this ${dimension}`);
  return command.action(action(surroundings, showKpi));
}

async function showKpi(session: Session, id: string | undefined, options: KpiOptions): Promise<void> {
  if (id === undefined) return listKpis(session);
  const path = `/v1/kpis/${encodeURIComponent(id)}`;
  if (options.prove) return proveKpi(session, path, options);
  const answer = await session.withDesk(async (desk) => desk.get<FiguresOverHttp>(path, await queryOf(desk, options)));
  session.terminal.answer(answer, () => linesOf(session, answer));
}

async function proveKpi(session: Session, path: string, options: KpiOptions): Promise<void> {
  const { terminal } = session;
  const progress = terminal.progress('proving');
  const show = (done: number, total: number) => progress.show(done, total, `${done} events read`);
  const work = session.withDesk(async (desk) =>
    longQuestion<ProvenOverHttp>(desk, `${path}/proof`, await queryOf(desk, options), show),
  );
  const answer = await work.finally(() => progress.end());
  const { events, disagreements } = answer;
  terminal.answer(answer, () => [
    ...linesOf(session, answer),
    '',
    `Worked out a second time from ${events} raw events:`,
    ...terminal.table(disagreementColumns(answer.definition.form), disagreements, 'nothing differs.'),
  ]);
  if (disagreements.length > 0) throw new CheckFailed('the figures are not what the raw events say');
}

const linesOf = ({ terminal }: Session, { definition, figures }: FiguresOverHttp): readonly string[] => [
  `${definition.meaning} (${definition.id}@${definition.version}, by ${definition.choices.cohort})`,
  ...terminal.table(figureColumns(definition.form), figures, 'Nothing was counted.'),
];

async function listKpis(session: Session): Promise<void> {
  const { terminal } = session;
  const answer = await session.withDesk((desk) => desk.get<{ readonly kpis: readonly DefinitionTold[] }>('/v1/kpis'));
  terminal.answer(answer, () => terminal.table(kpiColumns, answer.kpis, 'There are none.'));
}

/** Figures are copied beside the pages: they are asked for once they hold what the pages hold. */
async function queryOf(
  desk: DeskClient,
  { timeZone: zone, sameTopic, prove: _, from, to, ...options }: KpiOptions,
): Promise<Query> {
  const midnight = (days: number) => new Date(Math.floor(Date.now() / day) * day + days * day).toISOString();
  const range = { from: from ?? midnight(-30), to: to ?? midnight(1) };
  const { position: minPosition } = await desk.get<{ readonly position: string }>('/v1/workload');
  return { ...options, ...range, zone, ...(sameTopic && { sameTopic: 'true' }), minPosition };
}
