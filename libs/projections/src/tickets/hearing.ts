import { asksForAnswer, later } from '#domain';
import type { AutomaticKind, BodyKind } from '#domain';
import { calledIn } from '../names/index.js';
import type { Entry } from '../timeline/timeline.table.js';
import type { TicketCard } from './ticket.tables.js';

/** What a card tells of the conversation on it. It follows from the entries its ticket heard, so a move can redo it. */
export type Hearing = Pick<
  TicketCard,
  | 'subject'
  | 'preview'
  | 'customerName'
  | 'language'
  | 'customerSpokeAt'
  | 'waitingSince'
  | 'answeredAt'
  | 'firstResponseAt'
>;

/** A card nobody has said anything on. */
export const unheard: Hearing = Object.freeze({
  subject: '',
  preview: '',
  customerName: '',
  language: '',
  customerSpokeAt: null,
  waitingSince: null,
  answeredAt: null,
  firstResponseAt: null,
});

/** Characters of a message that stand on its ticket's card. */
const previewLength = 160;

/** The card after one more entry: what the customer said, or what an agent answered. Others change nothing. */
export function hear<Card extends Hearing>(card: Card, entry: Entry): Card {
  switch (entry.kind) {
    case 'message':
    case 'call':
      return asks(entry) ? hearQuestion(titled(card, entry), entry) : titled(card, entry);
    case 'reply':
      return entry.actorClass === 'agent' ? hearAnswer(card, entry.occurredAt) : card;
    case 'ticket':
      return entry.heard === 1 ? hearOpening(titled(card, entry), entry) : card;
    case 'note':
      return card;
  }
}

/** What is told of all these entries, in the order they were recorded. */
export const hearAll = (entries: readonly Entry[]): Hearing =>
  entries.toSorted((one, other) => one.position - other.position).reduce<Hearing>(hear, unheard);

/** Whether a person wants an answer to it: the domain's rule, put to an entry. */
const asks = ({ kind, direction, automatic, what }: Entry): boolean =>
  kind === 'call'
    ? direction === 'in'
    : asksForAnswer({ automatic: automatic as AutomaticKind, body: what as BodyKind });

function titled<Card extends Hearing>(card: Card, entry: Entry): Card {
  if (card.subject !== '' && card.language !== '' && card.customerName !== '') return card;
  const subject = card.subject || entry.subject;
  const language = card.language || entry.language;
  const customerName = card.customerName || calledIn(entry);
  return { ...card, subject, language, customerName };
}

/** A late message takes its place: it may be what the customer has been waiting on longest, but not what they said last. */
function hearQuestion<Card extends Hearing>(card: Card, { occurredAt, text }: Entry): Card {
  const isLast = card.customerSpokeAt === null || occurredAt >= card.customerSpokeAt;
  return {
    ...card,
    customerSpokeAt: isLast ? occurredAt : card.customerSpokeAt,
    preview: isLast ? previewOf(text) : card.preview,
    waitingSince: card.waitingSince !== null && card.waitingSince < occurredAt ? card.waitingSince : occurredAt,
  };
}

/** An opening that is stated is a question, unless it was the desk that began. */
const hearOpening = <Card extends Hearing>(card: Card, entry: Entry): Card =>
  entry.actorClass === 'customer' ? hearQuestion(card, entry) : card;

const hearAnswer = <Card extends Hearing>(card: Card, at: string): Card => ({
  ...card,
  waitingSince: null,
  answeredAt: card.answeredAt === null ? at : later(card.answeredAt, at),
  firstResponseAt: card.firstResponseAt ?? at,
});

const unevenSpace = /\s\s|[^\S ]|^\s|\s$/u;

/** The beginning of a text, on one line; a character outside the basic plane is never cut in two. */
function previewOf(text: string): string {
  const start = text.slice(0, previewLength * 2);
  const line = start.length <= previewLength && !unevenSpace.test(start) ? start : start.replace(/\s+/gu, ' ').trim();
  return line.length <= previewLength ? line : line.slice(0, previewLength).replace(/[\uD800-\uDBFF]$/u, '');
}
