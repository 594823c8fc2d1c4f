import { format, resolveConfig } from 'prettier';

/** A table of markdown; the formatter makes its columns even. */
export function asTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Letters as they are typed. */
export const code = (text: string): string => `\`${text}\``;

/** Markdown as `npm run check` wants it. */
export async function formatted(markdown: string): Promise<string> {
  const style = await resolveConfig('docs/page.md');
  return format(markdown, { ...style, parser: 'markdown' });
}
