import { Command } from 'commander';
import { runImport } from '../import/index.js';
import type { ImportReport } from '../import/index.js';
import { action } from '../session/index.js';
import type { Session, Surroundings } from '../session/index.js';
import type { Terminal } from '../terminal/index.js';

/** Refused and quarantined parts shown to people; `--json` has all of them. */
const shown = 20;

/** `sijil import <inbox> <path…>` */
export function importCommand(surroundings: Surroundings): Command {
  return new Command('import')
    .description('send files through the bulk lane; the same files again change nothing')
    .argument('<inbox>', 'where they belong: its kind says how they are read')
    .argument(
      '<path...>',
      '.eml, mbox, Maildir, WhatsApp bodies (.json, .ndjson), call records (.csv), or folders of them',
    )
    .action(action(surroundings, bringIn));
}

async function bringIn(session: Session, inbox: string, paths: readonly string[]): Promise<void> {
  const { terminal, signal } = session;
  const [sending, reading] = [terminal.progress('sending'), terminal.progress('reading')];
  try {
    const report = await session.withDesk((desk) => runImport({ desk, inbox, paths, signal, sending, reading }));
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
