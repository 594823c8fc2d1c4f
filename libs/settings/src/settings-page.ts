import { declared } from './declared.js';
import type { Setting } from './setting.js';

const introduction = `# Configuration

Every setting is a variable of the environment. None is needed: the desk then runs on this machine, in \`./data\`.

A value of the wrong form stops the start and is named. So does a name that was meant for us but does not exist: one that
begins with \`SIJIL_\`, or is a slip of the pen away from a name below (\`LOG_URI\`). An empty value counts as not set.

Secrets of inboxes (webhooks, mailboxes, visitor tokens) are variables too; their names are chosen in the inbox's settings.
`;

const columns = ['Name', 'Meaning', 'Form', 'Default', 'Example'] as const;

/** The page \`docs/configuration.md\`, written from the declarations. Markdown, as the formatter would leave it. */
export function settingsTable(): string {
  const rows = Object.entries(declared).map(([name, setting]) => cellsOf(name, setting));
  const widths = columns.map((column, at) => Math.max(column.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  return `${introduction}\n${[line(columns), rule, ...rows.map(line)].join('\n')}\n`;
}

function cellsOf(name: string, { meaning, form, default: standard, example, secret }: Setting): readonly string[] {
  const shown = standard === undefined ? '–' : `\`${standard}\``;
  return [
    `\`${name}\``,
    secret ? `${meaning} Secret.` : meaning,
    form.words,
    shown,
    secret ? example : `\`${example}\``,
  ];
}
