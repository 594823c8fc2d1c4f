import { Command } from 'commander';
import { longWork } from '../desk/index.js';
import type { RebuiltOverHttp, VerifiedOverHttp } from '../desk/index.js';
import { CheckFailed } from '../exit/index.js';
import { action } from '../session/index.js';
import type { Session, Surroundings } from '../session/index.js';

/** `sijil verify` */
export function verifyCommand(surroundings: Surroundings): Command {
  return new Command('verify')
    .description('work out every hash of the log again and name what does not hold')
    .option('--pages', 'copy every page again instead, hold the live ones against that row by row, and throw it away')
    .action(action(surroundings, verify));
}

const verify = (session: Session, { pages = false }: { readonly pages?: boolean }): Promise<void> =>
  pages ? verifyPages(session) : verifyLog(session);

async function verifyPages(session: Session): Promise<void> {
  const { terminal } = session;
  const progress = terminal.progress('verifying');
  const show = (done: number, total: number) => progress.show(done, total, `${done} events`);
  const choices = { publish: false };
  const work = session.withDesk((desk) => longWork<RebuiltOverHttp>(desk, '/v1/operations/rebuild', choices, show));
  const result = await work.finally(() => progress.end());
  const { comparison } = result;
  if (comparison === undefined) throw new CheckFailed('not compared: the live pages moved all the while');
  terminal.answer(result, () => [
    `${comparison.rows} rows compared, up to position ${result.position}.`,
    ...terminal.table(rowColumns, comparison.samples, 'Every page is what the log says.'),
  ]);
  if (comparison.differences > 0) throw new CheckFailed(`${comparison.differences} rows are not what the log says`);
}

type Sample = NonNullable<RebuiltOverHttp['comparison']>['samples'][number];
const rowColumns = [
  { title: 'table', of: ({ table }: Sample) => table },
  { title: 'row', of: ({ key }: Sample) => key.join(' '), most: 80 },
];

async function verifyLog(session: Session): Promise<void> {
  const { terminal } = session;
  const progress = terminal.progress('verifying');
  const show = (done: number, total: number) => progress.show(done, total, `${done} events`);
  const work = session.withDesk((desk) => longWork<VerifiedOverHttp>(desk, '/v1/operations/verify', {}, show));
  const result = await work.finally(() => progress.end());
  terminal.answer(result, () => [
    `${result.events} events walked through.`,
    ...terminal.table(columns, result.findings, 'Every hash is right.'),
    ...withoutKey(result),
  ]);
  if (result.findings.length > 0) throw new CheckFailed('the log is not what it was');
}

/** No fault of the log: its hashes hold, whoever can read it. */
const withoutKey = ({ partsWithoutKey: count }: VerifiedOverHttp): readonly string[] =>
  count === 0 ? [] : [`${count} sealed parts cannot be opened: their keys were destroyed, or lost with a key store.`];

type Finding = VerifiedOverHttp['findings'][number];
const columns = [
  { title: 'position', of: ({ position = '' }: Finding) => position },
  { title: 'what', of: ({ kind }: Finding) => kind },
  { title: 'stream', of: ({ event }: Finding) => event?.stream ?? '', most: 48 },
  { title: 'version', of: ({ event }: Finding) => String(event?.version ?? '') },
  { title: 'event', of: ({ event }: Finding) => event?.id ?? '' },
  { title: 'detail', of: ({ detail }: Finding) => detail, most: 80 },
];
