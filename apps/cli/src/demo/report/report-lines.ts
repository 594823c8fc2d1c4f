import type { Terminal } from '../../terminal/index.js';
import { quarantineColumns, queueColumns, timelineColumns, volumeColumns } from '../../views/index.js';
import type { DayAtTheDoors } from '../day/live-through.js';
import { demoInboxes } from '../plan/setting.js';
import type { DayReport } from './day-report.js';
import { heading } from './heading.js';

const zone = { timeZone: demoInboxes.mail.timeZone };
const longestQueue = 12;
const longestStory = 24;

/** The day for people: short tables, one after the other. */
export function reportLines(report: DayReport, terminal: Terminal): readonly string[] {
  const { timeline, queue, volume, quarantined, now } = report;
  const story = timeline.entries.toReversed();
  return [
    ...heading(
      'One customer, over all channels',
      `${timeline.customerIds.length} files, one person; times in ${zone.timeZone}`,
      terminal,
    ),
    ...terminal.table(timelineColumns(zone), story.slice(0, longestStory), 'Nobody wrote.'),
    ...more(story.length - longestStory),
    ...heading(
      'The queue, in the order it must be answered',
      `${queue.tickets.length} tickets at six o'clock`,
      terminal,
    ),
    ...terminal.table(queueColumns(now), queue.tickets.slice(0, longestQueue), 'Nobody waits.'),
    ...more(queue.tickets.length - longestQueue),
    ...heading('Volume by channel', peopleIn(report), terminal),
    ...terminal.table(volumeColumns, volume.figures, 'Nothing came.'),
    ...heading('Quarantined', 'kept as it came, to be read again after a fix', terminal),
    ...terminal.table(quarantineColumns(zone), quarantined, 'Everything could be read.'),
  ];
}

function peopleIn({ people }: DayReport): string {
  const sum = (of: (person: DayReport['people'][number]) => number) =>
    people.reduce((total, person) => total + of(person), 0);
  const joined = people.filter(({ customerIds }) => customerIds.length > 1).length;
  const reopened = sum(({ reopenings }) => reopenings);
  return `${people.length} people (${joined} over several files), ${sum(({ tickets }) => tickets)} tickets, reopened ${reopened} times`;
}

/** How the day went at the doors, in a line: what came twice is kept once, what was forged is not kept at all. */
export function doorLine({ delivered, turnedAway }: DayAtTheDoors, envelopes: number, seconds: number): string {
  const twice = delivered - turnedAway.length - envelopes;
  const refusals = turnedAway.length === 0 ? '' : ` (${[...new Set(turnedAway)].sort().join(', ')})`;
  return `${delivered} deliveries in ${seconds.toFixed(1)} s: ${envelopes} kept, ${twice} came twice, ${turnedAway.length} turned away${refusals}`;
}

const more = (count: number): readonly string[] => (count > 0 ? [`… and ${count} more`] : []);
