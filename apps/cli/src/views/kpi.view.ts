import type { DefinitionTold, Disagreement, KpiFigure } from '#kpi';
import type { Column } from '../terminal/index.js';

/** Columns of the definitions. */
export const kpiColumns: readonly Column<DefinitionTold>[] = [
  { title: 'kpi', of: ({ id, version }) => `${id}@${version}` },
  { title: 'counted by', of: ({ choices }) => choices.cohort },
  { title: 'credit', of: ({ choices }) => choices.credit },
  { title: 'meaning', of: ({ meaning }) => meaning, most: 100 },
];

/** A share. */
export const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
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

/** Columns of what an answer and its proof say of the same period and group, where they do not say the same. */
export function disagreementColumns(form: DefinitionTold['form']): readonly Column<Disagreement>[] {
  const one = ({ told, proven }: Disagreement) => told ?? proven;
  return [
    { title: 'period', of: (each) => one(each)?.period ?? '' },
    { title: 'group', of: (each) => groupText(one(each)?.group ?? {}) },
    { title: 'told', of: ({ told }) => wholeText(form, told), most: 60 },
    { title: 'raw events say', of: ({ proven }) => wholeText(form, proven), most: 60 },
  ];
}

/** Everything two figures can differ in. */
function wholeText(form: DefinitionTold['form'], figure: KpiFigure | undefined): string {
  if (figure === undefined) return 'nothing';
  const { numerator, denominator, seconds: spread, counts, open } = figure;
  const parts = [
    figureText(form, figure),
    denominator === undefined ? '' : `${numerator}/${denominator}`,
    spread === undefined ? '' : `median ${seconds(spread.median)}, p90 ${seconds(spread.p90)}`,
    `${counts.events} events, ${counts.tickets} tickets, ${counts.customers} customers`,
    open === 0 ? '' : `${open} open`,
  ];
  return parts.filter((part) => part !== '').join('; ');
}

/** Values of the dimensions a figure is told by; empty where it is told by none. */
export const groupText = (group: KpiFigure['group']): string =>
  Object.entries(group)
    .map(([dimension, value]) => `${dimension}: ${value === '' ? 'none' : value}`)
    .join(', ');

/** The figure itself; empty where nothing was counted. */
export function figureText(form: DefinitionTold['form'], { value }: KpiFigure): string {
  if (value === null) return '';
  if (form === 'share') return percent(value);
  return form === 'distribution' ? seconds(value) : String(value);
}
