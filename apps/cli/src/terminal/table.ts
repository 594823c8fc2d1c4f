import { cut, cutToEnd, padded, widthOf } from './fit.js';
import { isolated, oneLine } from './plain-text.js';

/** A column: its title, and what it shows of a row. */
export interface Column<Row> {
  readonly title: string;
  readonly of: (row: Row) => string | number;
  /** Columns of the terminal it takes at most; longer text is cut. */
  readonly most?: number;
  /** Which end of a text that is cut stays; its beginning where it is left out. */
  readonly keep?: 'end';
}

/** Between two columns. */
const gap = '  ';

/**
 * Lines of a table: title line first, columns aligned, numbers at the right. Text that runs from right to left is
 * isolated, so that it stays in its cell. A column without any content is left out.
 */
export function tableLines<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): readonly string[] {
  const filled = columns
    .map((column) => columnOf(column, rows))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const line = (cellOf: (column: FilledColumn) => string) =>
    filled
      .map((column) => padded(cellOf(column), column.width, column.side))
      .join(gap)
      .trimEnd();
  return [line(({ title }) => title), ...rows.map((_, n) => line(({ cells }) => cells[n] ?? ''))];
}

interface FilledColumn {
  readonly title: string;
  readonly cells: readonly string[];
  readonly width: number;
  readonly side: 'start' | 'end';
}

function columnOf<Row>({ title, of, most = 40, keep }: Column<Row>, rows: readonly Row[]): FilledColumn {
  const values = rows.map(of);
  const shorten = keep === 'end' ? cutToEnd : cut;
  const cells = values.map((value) => isolated(shorten(oneLine(String(value)), most)));
  const width = Math.max(widthOf(title), ...cells.map(widthOf));
  return { title, cells, width, side: values.every((value) => typeof value === 'number') ? 'end' : 'start' };
}
