import { asksForAnswer, conversationIn, emptyCustomerFile, evolveCustomerFile, ticketIn } from '#domain';
import type { CustomerFile, CustomerFileEvent, MessageMoved, Ticket } from '#domain';
import type { RecordedEvent } from '#event-log';

/** Something said or done, as it is remembered. */
export interface Said {
  readonly position: number;
  readonly customerId: string;
  readonly occurredAt: string;
  readonly kind: 'message' | 'call' | 'reply' | 'note' | 'ticket';
  readonly id: string;
  text: string;
  readonly channel: string;
  readonly inbox: string;
  readonly automatic: boolean;
  readonly asks: boolean;
  readonly byAgent: boolean;
  readonly calledByUs: boolean;
  conversationId: string;
  ticketId: string | undefined;
  /** Its ticket took note of it. */
  heard: boolean;
}

/** What a ticket was in from an instant on. */
export interface Stretch {
  readonly at: string;
  readonly state: string;
  readonly assigneeId: string | null;
  readonly teamId: string | null;
  readonly priority: string;
}

type FileEvent = Omit<RecordedEvent, 'type' | 'clear'> & CustomerFileEvent;
type OpenedEvent = Extract<FileEvent, { type: 'TicketOpened' }>;
type SpokenEvent = Extract<FileEvent, { type: 'MessageReceived' | 'MessageTransferredIn' | 'CallLogged' }>;

const unsaid = {
  ...{ id: '', text: '', channel: '', inbox: '', conversationId: '', ticketId: undefined },
  ...{ automatic: false, asks: false, byAgent: false, calledByUs: false, heard: false },
};

/** Everything a history tells, kept in plain lists. Shares the domain's rules with the pages, and no line of theirs. */
export class PlainStory {
  readonly said: Said[] = [];
  readonly files = new Map<string, CustomerFile>();
  readonly links: (readonly [string, string])[] = [];
  readonly stretches = new Map<string, Stretch[]>();
  /** Ticket id to short number. */
  readonly numbers = new Map<string, number>();
  /** By the command that moved it. */
  readonly #movedBy = new Map<string, Said>();

  constructor(events: readonly RecordedEvent[]) {
    for (const event of events) this.#take(event);
  }

  #take(event: RecordedEvent): void {
    if (event.stream.startsWith('link-')) this.#takeLink(event);
    if (!event.stream.startsWith('customer-')) return;
    const customerId = event.stream.slice('customer-'.length);
    const told = event as unknown as FileEvent;
    const before = this.files.get(customerId) ?? emptyCustomerFile(customerId);
    this.#hear(before, told);
    const after = evolveCustomerFile(before, told);
    this.files.set(customerId, after);
    for (let ordinal = 1; ordinal <= after.tickets.size; ordinal += 1) {
      this.#stretch(ticketIn(after, `${customerId}.${ordinal}`), told);
    }
  }

  #takeLink({ type, clear }: RecordedEvent): void {
    const [one, other] = [String(clear['firstCustomerId']), String(clear['secondCustomerId'])];
    const at = this.links.findIndex(([first, second]) => first === one && second === other);
    if (type === 'SuggestionDismissed') return;
    if (at >= 0) this.links.splice(at, 1);
    if (type === 'CustomersMerged') this.links.push([one, other]);
  }

  #stretch(ticket: Ticket | undefined, { occurredAt }: FileEvent): void {
    if (ticket === undefined) return;
    const stretches = this.stretches.get(ticket.ticketId) ?? [];
    this.stretches.set(ticket.ticketId, stretches);
    const last = stretches.at(-1);
    const now = { ...stateOf(ticket), at: last && last.at > occurredAt ? last.at : occurredAt };
    if (last && JSON.stringify({ ...last, at: now.at }) === JSON.stringify(now)) return;
    stretches.push(now);
  }

  #hear(file: CustomerFile, event: FileEvent): void {
    const said = this.#heardNow(file, event);
    if (said !== undefined) this.said.push({ ...unsaid, ...this.#basis(file, event), ...said });
  }

  #basis({ customerId }: CustomerFile, { position, occurredAt }: FileEvent) {
    return { position: Number(position), customerId, occurredAt };
  }

  #heardNow(file: CustomerFile, event: FileEvent): (Partial<Said> & Pick<Said, 'kind'>) | undefined {
    switch (event.type) {
      case 'MessageReceived':
      case 'MessageTransferredIn':
      case 'CallLogged':
        return { ...spokenOf(event), ...placeIn(file, event.clear.conversationId) };
      case 'ReplyWritten': {
        const { messageId: id, conversationId, ticketId, inbox } = event.clear;
        const channel = conversationIn(file, conversationId)?.channel ?? '';
        const byAgent = event.actor.class === 'agent';
        return {
          kind: 'reply',
          id,
          text: textOf(event),
          channel,
          inbox,
          byAgent,
          conversationId,
          ticketId,
          heard: true,
        };
      }
      case 'NoteAdded':
        return { kind: 'note', id: event.clear.noteId, text: textOf(event) };
      case 'MessageMoved':
        return this.#move(file, event.clear);
      case 'MessageTransferredOut':
        return this.#forget(file, event.clear.messageId);
      case 'CustomerErased':
        return this.#unsay(file);
      case 'CallLegLogged':
      case 'ReplySent':
      case 'ReplyDelivered':
      case 'ReplyRead':
      case 'ReplyFailed':
        return undefined;
      case 'TicketOpened':
        this.#bring(file, event);
        return { kind: 'ticket', ...statedOf(event) };
      default:
        this.#bring(file, event);
        return { kind: 'ticket' };
    }
  }

  /** A ticket that opens or reopens because of something said, or moved, took note of it. */
  #bring(file: CustomerFile, { type, clear }: FileEvent): void {
    if (type !== 'TicketOpened' && type !== 'TicketReopened') return;
    if (type === 'TicketOpened') this.numbers.set(clear.ticketId, clear.number);
    const brought = this.#find(file, clear.cause) ?? this.#movedBy.get(clear.cause);
    Object.assign(brought ?? {}, { ticketId: clear.ticketId, heard: true });
  }

  #move(file: CustomerFile, { messageId, conversationId, cause = '' }: MessageMoved['clear']): undefined {
    const said = this.#find(file, messageId);
    if (said === undefined) return;
    Object.assign(said, placeIn(file, conversationId));
    this.#movedBy.set(cause, said);
  }

  #find({ customerId }: CustomerFile, id: string): Said | undefined {
    const isIt = (said: Said) => said.id === id && said.customerId === customerId;
    return this.said.find((said) => isIt(said) && (said.kind === 'message' || said.kind === 'call'));
  }

  #unsay({ customerId }: CustomerFile): undefined {
    for (const said of this.said) if (said.customerId === customerId) said.text = '';
  }

  #forget(file: CustomerFile, messageId: string): undefined {
    const said = this.#find(file, messageId);
    if (said !== undefined) this.said.splice(this.said.indexOf(said), 1);
  }
}

/** Where something said in a conversation stands, and whether the conversation's ticket takes note of it. */
function placeIn(file: CustomerFile, conversationId: string): Pick<Said, 'conversationId' | 'ticketId' | 'heard'> {
  const ticketId = conversationIn(file, conversationId)?.ticketId;
  const status = ticketId === undefined ? 'closed' : ticketIn(file, ticketId)?.situation.status;
  return { conversationId, ticketId, heard: status !== 'resolved' && status !== 'closed' };
}

function spokenOf(event: SpokenEvent): Partial<Said> & Pick<Said, 'kind'> {
  const { clear } = event;
  const spoken = { id: clear.messageId, text: textOf(event), inbox: clear.inbox, asks: asksForAnswer(clear) };
  return 'direction' in clear
    ? { ...spoken, kind: 'call', channel: 'phone', calledByUs: clear.direction === 'outbound' }
    : { ...spoken, kind: 'message', channel: clear.channel, automatic: clear.automatic !== 'no' };
}

/** What a system outside states of an opening: who asked, and for what. The desk's own openings say nothing. */
function statedOf(event: OpenedEvent): Partial<Said> {
  const { channel, ticketId } = event.clear;
  if (channel === undefined) return {};
  return { text: textOf(event), channel, ticketId, heard: true, asks: event.actor.class === 'customer' };
}

/** What a ticket is in, as pages name it. */
export const stateOf = ({ situation, assignee, teamId, priority }: Ticket) => ({
  state: situation.status,
  assigneeId: assignee?.agentId ?? null,
  teamId: teamId ?? null,
  priority,
});

function textOf({ sealed }: Pick<RecordedEvent, 'sealed'>): string {
  const bytes = sealed['content']?.bytes;
  return bytes === undefined ? '' : (JSON.parse(Buffer.from(bytes).toString('utf8')) as { text: string }).text;
}
