import { ticketIn } from '#domain';
import type { RecordedEvent } from '#event-log';
import { PlainStory, stateOf } from './plain-story.js';
import type { Said, Stretch } from './plain-story.js';

/** The desk's answers worked out the slow and plain way: every answer looks at the whole story. */
export class PlainDesk {
  readonly #story: PlainStory;

  constructor(events: readonly RecordedEvent[]) {
    this.#story = new PlainStory(events);
  }

  /** Newest first, over every file of the person. */
  timeline(customerId: string) {
    const files = this.person(customerId);
    return this.#story.said
      .filter((said) => files.includes(said.customerId))
      .sort((one, other) => compare(other.occurredAt, one.occurredAt) || other.position - one.position)
      .map(({ position, kind, id, text, conversationId }) => ({ position, kind, id, text, conversationId }));
  }

  /** Every file that links connect with this one. */
  person(customerId: string): readonly string[] {
    const found = new Set([customerId]);
    for (let before = 0; before < found.size;) {
      before = found.size;
      for (const [one, other] of this.#story.links) if (found.has(one) || found.has(other)) found.add(one).add(other);
    }
    return [...found].sort();
  }

  tickets() {
    return [...this.#story.numbers].map(([ticketId, number]) => ({ ...this.#card(ticketId), number }));
  }

  /** Ticket ids in the order they must be answered. */
  queue(): readonly string[] {
    const urgencies = ['urgent', 'high', 'normal', 'low'];
    const rank = ({
      priority,
      waitingSince,
      answeredAt,
      stateSince,
      ticketId,
    }: ReturnType<PlainDesk['tickets']>[number]) => {
      const since = waitingSince ?? latest([answeredAt ?? '', stateSince]);
      return [urgencies.indexOf(priority), waitingSince === null ? 1 : 0, since, ticketId].join(' ');
    };
    const open = this.tickets().filter(({ state }) => state === 'new' || state === 'open');
    return open.sort((one, other) => compare(rank(one), rank(other))).map(({ ticketId }) => ticketId);
  }

  /** Counts by day, channel and inbox. */
  volume() {
    const counted = this.#story.said.filter(({ kind }) => kind !== 'note' && kind !== 'ticket');
    const groups = Object.groupBy(
      counted,
      ({ occurredAt, channel, inbox }) => `${occurredAt.slice(0, 10)} ${channel} ${inbox}`,
    );
    return Object.fromEntries(Object.entries(groups).map(([name, said = []]) => [name, countsOf(said)]));
  }

  /** Active tickets by agent. */
  workload() {
    const active = this.tickets().filter(({ state }) => ['new', 'open', 'pending', 'snoozed'].includes(state));
    const held = active.flatMap(({ assigneeId }) => (assigneeId === null ? [] : [assigneeId]));
    return Object.fromEntries(held.map((agentId) => [agentId, held.filter((other) => other === agentId).length]));
  }

  /** What a ticket was in at an instant. */
  stretchAt(ticketId: string, at: string): Omit<Stretch, 'at'> {
    const last = this.#story.stretches.get(ticketId)?.findLast((stretch) => stretch.at <= at);
    if (last === undefined) throw new TypeError(`${ticketId} was nothing at ${at}`);
    const { state, assigneeId, teamId, priority } = last;
    return { state, assigneeId, teamId, priority };
  }

  /** What a ticket was in at an instant, by its id; `undefined` before it was opened. */
  wasAt(ticketId: string, at: string) {
    const isOpen = this.instantsOf(ticketId).some((instant) => instant <= at);
    return isOpen ? { ticketId, ...this.stretchAt(ticketId, at) } : undefined;
  }

  /** Whether what was recorded at a position had happened by an instant. */
  happenedBy(position: number, at: string): boolean {
    return this.#story.said.some((said) => said.position === position && said.occurredAt <= at);
  }

  /** When something about a ticket changed. */
  instantsOf(ticketId: string): readonly string[] {
    return (this.#story.stretches.get(ticketId) ?? []).map(({ at }) => at);
  }

  /** Positions of what was said with this word in it. */
  positionsWith(word: string): readonly number[] {
    const plain = (text: string) => text.replaceAll('ة', 'ه').replaceAll('أ', 'ا').replaceAll('ً', '');
    const has = ({ text }: Said) =>
      plain(text)
        .split(/[^\p{L}]+/u)
        .includes(word);
    return this.#story.said.filter(has).map(({ position }) => position);
  }

  #card(ticketId: string) {
    const file = this.#story.files.get(ticketId.slice(0, ticketId.lastIndexOf('.')));
    const ticket = file && ticketIn(file, ticketId);
    if (ticket === undefined) throw new TypeError(`there is no ticket ${ticketId}`);
    const heard = this.#story.said.filter((said) => said.ticketId === ticketId && said.heard);
    const answers = heard.filter(({ byAgent }) => byAgent);
    const questions = heard.filter(({ asks }) => asks);
    const unanswered = questions.filter(({ position }) => position > (answers.at(-1)?.position ?? 0));
    return {
      ...stateOf(ticket),
      ticketId,
      stateSince: ticket.situation.since,
      tags: ticket.tags,
      follows: ticket.follows ?? null,
      waitingSince: instantsOf(unanswered)[0] ?? null,
      customerSpokeAt: instantsOf(questions).at(-1) ?? null,
      answeredAt: instantsOf(answers).at(-1) ?? null,
      firstResponseAt: answers[0]?.occurredAt ?? null,
    };
  }
}

const compare = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);
const latest = (instants: readonly string[]): string => instants.toSorted().at(-1) ?? '';
const instantsOf = (said: readonly Said[]): string[] => said.map(({ occurredAt }) => occurredAt).sort();

function countsOf(said: readonly Said[]) {
  const count = (which: (one: Said) => boolean) => said.filter(which).length;
  return {
    messages: count(({ kind }) => kind === 'message'),
    automatic: count(({ kind, automatic }) => kind === 'message' && automatic),
    replies: count(({ kind }) => kind === 'reply'),
    calls: count(({ kind, calledByUs }) => kind === 'call' && !calledByUs),
    outboundCalls: count(({ kind, calledByUs }) => kind === 'call' && calledByUs),
  };
}
