import { Command } from 'commander';
import { conversationsAt, filesAt, runImport, ticketsAt } from '../import/index.js';
import type { ImportReport, Source } from '../import/index.js';
import { action } from '../session/index.js';
import type { Session, Surroundings } from '../session/index.js';
import type { Terminal } from '../terminal/index.js';

/** Refused and quarantined parts shown to people; `--json` has all of them. */
const shown = 20;

/** `sijil import files | conversations | tickets`; `sijil import <inbox> <path…>` is the first of them. */
export function importCommand(surroundings: Surroundings): Command {
  const imports = new Command('import').description(
    'send what lies in files through the bulk lane; the same files again change nothing',
  );
  imports
    .command('files', { isDefault: true })
    .description('mails, WhatsApp bodies, call records, lines of history')
    .argument('<inbox>', 'where they belong: its kind says how they are read')
    .argument(
      '<path...>',
      '.eml, mbox, Maildir, WhatsApp bodies (.json, .ndjson), call records (.csv), or folders of them',
    )
    .action(action(surroundings, (session, inbox: string, paths: string[]) => bringIn(session, inbox, filesAt(paths))));
  imports
    .command('conversations')
    .description('conversations another system kept: a line (JSON) a message')
    .argument('<inbox>', 'an inbox of kind history')
    .argument('<path...>', '.ndjson, or folders of them; docs/import.md has the form')
    .action(
      action(surroundings, (session, inbox: string, paths: string[]) =>
        bringIn(session, inbox, conversationsAt(paths)),
      ),
    );
  imports
    .command('tickets')
    .description('tickets another system kept: a table (CSV), one row a change')
    .argument('<inbox>', 'an inbox of kind history')
    .argument('<table>', 'its first row has the names of the columns; the rows of a ticket stand in the order of time')
    .requiredOption('--map <file>', 'which column is what (YAML); docs/import.md has the form')
    .action(
      action(surroundings, (session, inbox: string, table: string, { map }: { map: string }) =>
        bringIn(session, inbox, ticketsAt(table, map)),
      ),
    );
  return imports;
}

async function bringIn(session: Session, inbox: string, source: Source): Promise<void> {
  const { terminal, signal } = session;
  const [sending, reading] = [terminal.progress('sending'), terminal.progress('reading')];
  try {
    const report = await session.withDesk((desk) => runImport({ desk, inbox, source, signal, sending, reading }));
    terminal.answer(report, () => linesOf(report, terminal));
  } finally {
    sending.end();
    reading.end();
  }
}

function linesOf(
  { read, taken, repeated, refused, refusals, quarantined }: ImportReport,
  terminal: Terminal,
): string[] {
  const counts = [`${read} read`, `${taken} taken`, `${repeated} repeated`, `${refused} refused`];
  const bad = [...refusals.map(({ source, code, detail }) => ({ source, reason: code, detail })), ...quarantined];
  const columns = [
    { title: 'where', of: (row: (typeof bad)[number]) => row.source, most: 60, keep: 'end' as const },
    { title: 'reason', of: (row: (typeof bad)[number]) => row.reason },
    { title: 'detail', of: (row: (typeof bad)[number]) => row.detail, most: 60 },
  ];
  const more = bad.length > shown ? [`… and ${bad.length - shown} more`] : [];
  const parts = `${quarantined.length} ${quarantined.length === 1 ? 'part' : 'parts'} quarantined`;
  const table = bad.length === 0 ? [] : ['', ...terminal.table(columns, bad.slice(0, shown), ''), ...more];
  return [`${counts.join(', ')}; ${parts}.`, ...table];
}
