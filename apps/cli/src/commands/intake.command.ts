import { Command } from 'commander';
import { quarantinedAt } from '../desk/index.js';
import type { DeskClient, Quarantined } from '../desk/index.js';
import { NotInQuarantine } from '../exit/index.js';
import { action, numberArgument } from '../session/index.js';
import type { Session, Surroundings } from '../session/index.js';
import { isolated, oneLine } from '../terminal/index.js';
import { quarantineColumns } from '../views/index.js';

interface ListOptions {
  readonly inbox?: string;
  readonly limit: number;
}

const zone = { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };

/** `sijil intake quarantine list | show | retry` */
export function intakeCommand(surroundings: Surroundings): Command {
  const intake = new Command('intake').description('what came in');
  const quarantine = intake.command('quarantine').description('what could not be read; it is kept as it came');
  quarantine
    .command('list')
    .description('what lies in quarantine, and why; last first')
    .option('--inbox <inbox>', 'of one inbox')
    .option('--limit <rows>', 'how many rows', numberArgument(1, 10_000), 50)
    .action(action(surroundings, list));
  quarantine
    .command('show')
    .description('everything that could not be read in one envelope')
    .argument('<envelope>', 'its token, as "list" shows it')
    .action(action(surroundings, show));
  quarantine
    .command('retry')
    .description('read an envelope again, after a fix')
    .argument('<envelope>', 'its token, as "list" shows it')
    .action(action(surroundings, retry));
  return intake;
}

async function list(session: Session, { limit, ...query }: ListOptions): Promise<void> {
  const { terminal } = session;
  const refused = await session.withDesk((desk) => firstOf(quarantinedAt(desk, { ...query }), limit));
  const columns = [{ title: 'envelope', of: ({ envelope }: Quarantined) => envelope, most: 80 }];
  terminal.answer({ refused }, () =>
    terminal.table([...columns, ...quarantineColumns(zone)], refused, 'Nothing lies in quarantine.'),
  );
}

async function show(session: Session, envelope: string): Promise<void> {
  const { terminal } = session;
  const refused = await session.withDesk((desk) => partsOf(desk, envelope));
  if (refused.length === 0) throw new NotInQuarantine(envelope);
  terminal.answer({ refused }, () => refused.flatMap((part) => [...factsOf(part), '']));
}

async function retry(session: Session, envelope: string): Promise<void> {
  const path = `/v1/quarantine/${encodeURIComponent(envelope)}/retry`;
  const { answer, left } = await session.withDesk(async (desk) => ({
    answer: await desk.post(path),
    left: (await partsOf(desk, envelope)).length,
  }));
  session.terminal.answer({ ...(answer as object), left }, () => [
    left === 0
      ? 'The envelope is read; nothing of it is left in quarantine.'
      : `The envelope is read again; ${left} of its parts still cannot be.`,
  ]);
}

async function firstOf<Row>(rows: AsyncIterable<Row>, limit: number): Promise<readonly Row[]> {
  const found: Row[] = [];
  for await (const row of rows) if (found.push(row) === limit) break;
  return found;
}

async function partsOf(desk: DeskClient, envelope: string): Promise<readonly Quarantined[]> {
  const found: Quarantined[] = [];
  for await (const part of quarantinedAt(desk)) if (part.envelope === envelope) found.push(part);
  return found.reverse();
}

const factsOf = (part: Quarantined): readonly string[] =>
  Object.entries(part)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name.padEnd(14)}  ${isolated(oneLine(String(value)))}`);
