import type { DefinitionTold, KpiFigure } from '#kpi';
import type { ProvenOverHttp } from '../../desk/index.js';
import type { Column, Terminal } from '../../terminal/index.js';
import { figureText, groupText, percent } from '../../views/index.js';
import type { DayFigures, Restated } from './day-figures.js';
import { heading } from './heading.js';

/** Figures with what they mean; then the same figures once two files were found to be one person. */
export function figureLines({ shown, restated }: DayFigures, terminal: Terminal): readonly string[] {
  const rows = shown.flatMap(({ definition, figures }) => figures.map((figure) => ({ definition, figure })));
  return [
    ...heading('Figures, and what they mean', proofNote(shown), terminal),
    ...terminal.table(columns, rows, 'Nothing was counted.'),
    ...heading('A merge restates them', 'the first two who came turn out to be one person', terminal),
    ...terminal.table(restatedColumns, restated, 'Only one person came.'),
  ];
}

function proofNote(shown: readonly ProvenOverHttp[]): string {
  const differences = shown.reduce((sum, { disagreements }) => sum + disagreements.length, 0);
  const events = shown[0]?.events ?? '0';
  const same = differences === 0 ? 'nothing differs' : `${differences} differ`;
  return `each worked out a second time from ${events} raw events: ${same}`;
}

interface FigureRow {
  readonly definition: DefinitionTold;
  readonly figure: KpiFigure;
}

/** What stands for a figure: of durations the median. */
const told = ({ definition: { form }, figure }: FigureRow): string =>
  form === 'distribution' ? minutes(figure.seconds?.median) : figureText(form, figure);

const minutes = (seconds: number | null | undefined): string =>
  seconds === null || seconds === undefined ? '' : `median ${(seconds / 60).toFixed(0)} min`;

const columns: readonly Column<FigureRow>[] = [
  {
    title: 'kpi',
    of: ({ definition, figure }) =>
      [`${definition.id}@${definition.version}`, groupText(figure.group)].join(' ').trim(),
  },
  { title: 'figure', of: told },
  { title: 'events', of: ({ figure }) => figure.counts.events },
  { title: 'tickets', of: ({ figure }) => figure.counts.tickets },
  { title: 'customers', of: ({ figure }) => figure.counts.customers },
  { title: 'provisional', of: openShare },
  { title: 'meaning', of: ({ definition }) => definition.meaning, most: 82 },
];

/** How much of what is counted, or waits to be, time alone can still change. Waiting for a response is not yet counted. */
function openShare({ definition: { form }, figure: { counts, open } }: FigureRow): string {
  if (open === 0) return '';
  return percent(open / (form === 'distribution' ? counts.events + open : counts.events));
}

const restatedColumns: readonly Column<Restated>[] = [
  { title: 'kpi', of: ({ kpi }) => kpi },
  { title: 'as known then', of: ({ before }) => shareText(before) },
  { title: 'as known now', of: ({ after }) => shareText(after) },
  { title: 'facts that changed', of: ({ restated }) => restated },
];

function shareText([figure]: readonly KpiFigure[]): string {
  return figure === undefined ? '' : `${figureText('share', figure)} (${figure.numerator} of ${figure.denominator})`;
}
