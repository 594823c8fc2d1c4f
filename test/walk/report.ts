import type { RoleName } from '../roles/role-process.js';
import { crewOfTheWalk, roles } from './crew.js';
import type { Misfortune } from './misfortunes.js';
import type { WalkReport } from './walk-through.js';

const mostFaultsShown = 10;

/** Whether nothing is missing, doubled, out of order or left undone. */
export const isSound = ({ findings, lag, endedUnasked }: WalkReport): boolean =>
  findings.every(({ faults }) => faults.length === 0) &&
  Object.values(lag).every((left) => left === 0) &&
  endedUnasked.length === 0;

/** A walk as a table for people. */
export function reportLines(report: WalkReport): readonly string[] {
  const { plan, befallen, handedOver, readOnByOthers, refusals, lag, endedUnasked, findings, seconds } = report;
  return [
    `seed ${plan.seed} · ${plan.messages} messages of ${plan.customers} customers, a day of ${plan.dayCustomers} · ${seconds} s`,
    `projectors read ${plan.source === 'kafka' ? 'the topic of events' : 'the log'}`,
    '',
    row('role', 'processes', 'killed', 'frozen'),
    ...roles.map((role) =>
      row(role, crewOfTheWalk[role], times(befallen, role, 'killed'), times(befallen, role, 'frozen')),
    ),
    '',
    ...Object.entries(handedOver).map(([lease, count]) => `lease ${lease} was taken over ${count} times`),
    ...Object.entries(readOnByOthers).map(([group, count]) => `group ${group} was read on by another ${count} times`),
    `doors asked ${refusals} times to come back later`,
    '',
    row('', 'wanted', 'found', 'faults'),
    ...findings.map(({ name, wanted, found, faults }) => row(name, wanted, found, faults.length)),
    ...Object.entries(lag).map(([of, left]) => row(`left undone: ${of}`, 0, left, left === 0 ? 0 : 1)),
    '',
    ...findings.flatMap(({ name, faults }) => faults.slice(0, mostFaultsShown).map((fault) => `${name}: ${fault}`)),
    ...endedUnasked.map((words) => `ended unasked: ${words}`),
    isSound(report) ? 'sound' : 'NOT SOUND',
  ];
}

const times = (befallen: readonly Misfortune[], role: RoleName, fate: Misfortune['fate']): number =>
  befallen.filter((one) => one.role === role && one.fate === fate).length;

const row = (name: string, ...cells: readonly (string | number)[]): string =>
  `${name.padEnd(38)}${cells.map((cell) => String(cell).padStart(10)).join('')}`;
