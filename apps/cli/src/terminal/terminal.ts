import { styleText } from 'node:util';
import { progressOn } from './progress.js';
import type { Progress } from './progress.js';
import { tableLines } from './table.js';
import type { Column } from './table.js';

/** How loud a line is. */
export type Tone = 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'cyan';

/** Where a command's answer goes: people read lines, programs read JSON (`--json`), never both. */
export class Terminal {
  constructor(
    private readonly out: NodeJS.WriteStream,
    private readonly err: NodeJS.WriteStream,
    /** Whether a program reads. */
    readonly json: boolean,
  ) {}

  /** A line for people. */
  say(line = ''): void {
    if (!this.json) this.out.write(`${line}\n`);
  }

  /** The whole answer: as JSON for a program, as `lines` for people. */
  answer(value: unknown, lines: () => readonly string[]): void {
    if (this.json) this.out.write(`${JSON.stringify(value, null, 2)}\n`);
    else lines().forEach((line) => this.say(line));
  }

  /** Something people should know that is no part of the answer. */
  warn(line: string): void {
    this.err.write(`${this.styled('yellow', line, this.err)}\n`);
  }

  /** A table for people, its title line dimmed; `nothing` where there are no rows. */
  table<Row>(columns: readonly Column<Row>[], rows: readonly Row[], nothing: string): readonly string[] {
    if (rows.length === 0) return [this.tone('dim', nothing)];
    const [titles = '', ...lines] = tableLines(columns, rows);
    return [this.tone('dim', titles), ...lines];
  }

  /** Text in a tone, where the terminal shows tones. */
  tone(tone: Tone, text: string): string {
    return this.styled(tone, text, this.out);
  }

  progress(title: string): Progress {
    return this.json ? { show: () => undefined, end: () => undefined } : progressOn(this.err, title);
  }

  private styled(tone: Tone, text: string, stream: NodeJS.WriteStream): string {
    return styleText(tone, text, { stream, validateStream: true });
  }
}
