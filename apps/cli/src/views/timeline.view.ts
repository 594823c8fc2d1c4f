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
  { title: '', of: ({ direction }) => arrows[direction] },
  { title: 'what', of: (entry) => whatOf(entry, zone), most: 76 },
];

const arrows: Readonly<Record<Entry['direction'], string>> = { in: '←', out: '→', inside: '·' };

function whoOf({ kind, sender, actor, direction }: Entry): string {
  if (kind === 'message' || (kind === 'call' && direction === 'in')) return sender.name || sender.address;
  if (actor.class === 'agent') return `agent ${actor.id}`;
  return kind === 'ticket' ? '' : actor.class;
}

function whatOf(entry: Entry, zone: Zone): string {
  const { kind, text, subject, erased, attachments } = entry;
  if (erased) return '(erased)';
  switch (kind) {
    case 'message':
      return [automatic(entry), subject && `${subject}:`, text, attachments > 0 ? `[${attachments} attached]` : ''].filter(Boolean).join(' '); // prettier-ignore
    case 'reply':
      return [text, stateOf(entry)].filter(Boolean).join(' ');
    case 'note':
      return `note: ${text}`;
    case 'call':
      return callOf(entry);
    case 'ticket':
      return factOf(entry, zone);
  }
}

/** What became of a reply, where that is known. */
function stateOf({ delivery }: Entry): string {
  if (!delivery) return '';
  const { status, reason, maybeTwice } = delivery;
  return `[${[status, reason, maybeTwice ? 'maybe twice' : ''].filter(Boolean).join(', ')}]`;
}

const automatic = ({ automatic }: Entry): string => (automatic === 'no' ? '' : `(${automatic})`);

function callOf({ direction, what, detail }: Entry): string {
  const seconds = Number(detail['talkedSeconds'] ?? 0);
  const talked = seconds > 0 ? `, ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min` : '';
  return `${direction === 'in' ? 'called' : 'was called'}: ${what}${talked}`;
}

/** A fact about a ticket in the words of its type: `TicketHandedOver` is "ticket handed over". */
function factOf({ what, detail }: Entry, zone: Zone): string {
  const words = what.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  const told = Object.entries(tellers).flatMap(([name, tell]) => {
    const value = detail[name];
    return typeof value === 'string' || typeof value === 'number' ? [tell(String(value), zone)] : [];
  });
  return [words, ...told].join(' ');
}

/** The details of a fact worth telling, and how. */
const tellers: Readonly<Record<string, (value: string, zone: Zone) => string>> = {
  number: (value) => `#${value}`,
  agentId: (value) => `to ${value}`,
  teamId: (value) => `to team ${value}`,
  priority: (value) => value,
  tag: (value) => value,
  until: (value, zone) => `until ${dayAndTime(value, zone)}`,
  follows: (value) => `after ${value}`,
};
