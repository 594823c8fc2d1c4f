import type { TimelineOverHttp } from '../desk/index.js';
import type { Column } from '../terminal/index.js';
import { dayAndTime } from './clock.js';
import type { Zone } from './clock.js';

type Entry = TimelineOverHttp['entries'][number];

/** Columns of a customer's story. */
export const timelineColumns = (zone: Zone): readonly Column<Entry>[] => [
  { title: 'when', of: ({ occurredAt }) => dayAndTime(occurredAt, zone) },
  { title: 'channel', of: ({ channel }) => channel },
  { title: 'who', of: whoOf, most: 20 },
  { title: 'what', of: whatOf, most: 76 },
];

function whoOf({ kind, sender, actor, direction }: Entry): string {
  if (kind === 'message' || (kind === 'call' && direction === 'in')) return sender.name || sender.address;
  if (actor.class === 'agent') return `agent ${actor.id}`;
  return kind === 'ticket' ? '' : actor.class;
}

function whatOf(entry: Entry): string {
  const { kind, text, subject, erased, attachments } = entry;
  if (erased) return '(erased)';
  switch (kind) {
    case 'message':
      return [automatic(entry), subject && `${subject}:`, text, attachments > 0 ? `[${attachments} attached]` : ''].filter(Boolean).join(' '); // prettier-ignore
    case 'reply':
      return `→ ${text}`;
    case 'note':
      return `note: ${text}`;
    case 'call':
      return callOf(entry);
    case 'ticket':
      return factOf(entry);
  }
}

const automatic = ({ automatic }: Entry): string => (automatic === 'no' ? '' : `(${automatic})`);

function callOf({ direction, what, detail }: Entry): string {
  const seconds = Number(detail['talkedSeconds'] ?? 0);
  const talked = seconds > 0 ? `, ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min` : '';
  return `${direction === 'in' ? 'called' : 'was called'}: ${what}${talked}`;
}

/** A fact about a ticket in the words of its type: `TicketHandedOver` is "ticket handed over". */
function factOf({ what, detail }: Entry): string {
  const words = what.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  const told = ['number', 'agentId', 'teamId', 'priority', 'tag', 'until', 'follows']
    .map((name) => [name, detail[name]] as const)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => (name === 'number' ? `#${String(value)}` : String(value)));
  return ['·', words, ...told].join(' ');
}
