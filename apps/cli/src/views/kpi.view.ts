import type { DefinitionTold, KpiFigure } from '#kpi';
import type { Column } from '../terminal/index.js';

/** Columns of the definitions. */
export const kpiColumns: readonly Column<DefinitionTold>[] = [
  { title: 'kpi', of: ({ id, version }) => `${id}@${version}` },
  { title: 'counted by', of: ({ choices }) => choices.cohort },
  { title: 'credit', of: ({ choices }) => choices.credit },
  { title: 'meaning', of: ({ meaning }) => meaning, most: 100 },
];

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
const seconds = (value: number | null | undefined): string =>
  value === null || value === undefined ? '' : `${value} s`;

/** Columns of figures; those that a definition does not fill are left out of the table. */
export const figureColumns = (form: DefinitionTold['form']): readonly Column<KpiFigure>[] => [
  { title: 'period', of: ({ period }) => period },
  { title: 'group', of: ({ group }) => groupText(group) },
  { title: 'figure', of: (figure) => figureText(form, figure) },
  { title: 'of', of: ({ numerator, denominator }) => (denominator === undefined ? '' : `${numerator}/${denominator}`) },
  { title: 'median', of: ({ seconds: spread }) => seconds(spread?.median) },
  { title: 'p90', of: ({ seconds: spread }) => seconds(spread?.p90) },
  { title: 'events', of: ({ counts }) => counts.events },
  { title: 'tickets', of: ({ counts }) => counts.tickets },
  { title: 'customers', of: ({ counts }) => counts.customers },
  { title: 'provisional', of: ({ open }) => (open === 0 ? '' : `${open} open`) },
];

const groupText = (group: KpiFigure['group']): string =>
  Object.entries(group)
    .map(([dimension, value]) => `${dimension}: ${value === '' ? 'none' : value}`)
    .join(', ');

function figureText(form: DefinitionTold['form'], { value }: KpiFigure): string {
  if (value === null) return '';
  if (form === 'share') return percent(value);
  return form === 'distribution' ? seconds(value) : String(value);
}
