import { decideCustomerFile, emptyCustomerFile, evolveCustomerFile, happenedAt } from '#domain';
import type { CustomerFile, CustomerFileCommand, CustomerFileEvent, Dated, Instant, LinkEvent } from '#domain';
import { asked, receive } from '#domain/testing';
import { History } from '../history.js';
import { itemId, itemOf, writtenAt } from './items.js';
import { conversationIds, instantOf, policy, ticketIds } from './moment.js';
import type { Moment } from './moment.js';
import { onTicket } from './on-ticket.js';
import { pastOf } from './past.js';
import type { Step } from './step.js';
import { partsFor } from './words.js';

const customers = ['ann', 'bob', 'cid'] as const;

/** A story told to the domain's rules: the history its facts make, and every file as the rules know it in the end. */
export function told(steps: readonly Step[]): {
  readonly history: History;
  readonly files: ReadonlyMap<string, CustomerFile>;
} {
  const teller = new Teller();
  for (const step of steps) teller.tell(step);
  return teller;
}

class Teller {
  readonly history = new History();
  readonly files = new Map<string, CustomerFile>();
  readonly #messages: { readonly messageId: string; readonly customerId: string; readonly occurredAt: Instant }[] = [];
  #count = 0;
  #minutes = 0;

  tell(step: Step): void {
    this.#count += 1;
    this.#minutes += step.minutes;
    const file = this.#file(customers[step.customer % customers.length] ?? 'ann');
    const moment = { id: `c${this.#count}`, count: this.#count, minutes: this.#minutes, pick: step.pick, file };
    if (step.act === 'transfer') this.#transfer(moment);
    else if (step.act === 'merge') this.#link('CustomersMerged', moment);
    else if (step.act === 'unmerge') this.#link('CustomersUnmerged', moment);
    else if (step.act === 'dismiss') this.#link('SuggestionDismissed', moment);
    else this.#tryOut(step, moment);
  }

  #file(customerId: string): CustomerFile {
    return this.files.get(customerId) ?? emptyCustomerFile(customerId);
  }

  /** Items and what is stated come as they come; what is asked of a ticket is asked of one after the other, until the rules allow it. */
  #tryOut({ act }: Step, moment: Moment): void {
    const { file, id, pick, minutes } = moment;
    const basis = asked(id, instantOf(moment));
    const command = itemOf(act, moment) ?? pastOf(act, moment) ?? this.#onFile(act, moment);
    if (command !== undefined) {
      this.#carryOut(command, moment);
      if (act === 'message' || act === 'chat') this.#remember(moment);
      return;
    }
    const tickets = ticketIds(file);
    for (let turn = 0; turn < tickets.length; turn += 1) {
      const ticketId = tickets[(pick + turn) % tickets.length] ?? '';
      const onThis = onTicket(act, { basis, ticketId, minutes, pick });
      if (onThis !== undefined && this.#carryOut(onThis, moment)) return;
    }
  }

  #remember(moment: Moment): void {
    const { customerId } = moment.file;
    this.#messages.push({ messageId: itemId(moment), customerId, occurredAt: writtenAt(moment) });
  }

  #onFile(act: Step['act'], moment: Moment): CustomerFileCommand | undefined {
    if (act === 'erase') return { ...asked(moment.id, instantOf(moment)), kind: 'EraseCustomer' };
    return act === 'move' ? this.#move(moment) : undefined;
  }

  #move(moment: Moment): CustomerFileCommand | undefined {
    const { id, file, pick, count } = moment;
    const mine = this.#messages.filter(({ customerId }) => customerId === file.customerId);
    const messageId = mine[pick % Math.max(1, mine.length)]?.messageId;
    const from = messageId === undefined ? undefined : this.#placeOf(messageId);
    if (messageId === undefined || from === undefined) return undefined;
    const to = conversationIds(file)[pick % 4];
    const target = to === undefined || to === from ? {} : { toConversationId: to };
    const where = { messageId, fromConversationId: from, ticketNumber: count };
    return { ...asked(id, instantOf(moment)), kind: 'MoveMessage', ...where, ...target };
  }

  #transfer(moment: Moment): void {
    const { id, pick, count, file } = moment;
    const [at, { customerId }] = [instantOf(moment), file];
    const place = this.#messages.findLastIndex((message) => message.customerId === customerId);
    const message = this.#messages[place];
    const fromConversationId = message && this.#placeOf(message.messageId);
    if (message === undefined || fromConversationId === undefined) return;
    const toCustomerId = customers.filter((other) => other !== customerId)[pick % 2] ?? 'ann';
    const transfer = { messageId: message.messageId, transferId: `t-${id}` };
    const out = {
      ...asked(id, at),
      kind: 'TransferMessageOut',
      ...transfer,
      toCustomerId,
      fromConversationId,
    } as const;
    if (!this.#carryOut(out, moment)) return;
    const given = { receivedAt: at, policy, ticketNumber: count };
    const { message: carried, ...item } = receive(message.messageId, message.occurredAt, given);
    const taken = { ...carried, ...transfer, fromCustomerId: customerId };
    const into = { ...moment, file: this.#file(toCustomerId) };
    this.#carryOut({ ...item, kind: 'TransferMessageIn', commandId: `in-${id}`, message: taken }, into);
    this.#messages[place] = { ...message, customerId: toCustomerId };
  }

  #link(type: LinkEvent['type'], moment: Moment): void {
    const { pick } = moment;
    const pair = [customers[pick % 3] ?? 'ann', customers[(pick + 1) % 3] ?? 'bob'].sort();
    const [firstCustomerId = '', secondCustomerId = ''] = pair;
    const occasion = { stream: `link-${pair.join('-')}`, occurredAt: instantOf(moment) };
    this.history.record(type, { firstCustomerId, secondCustomerId }, occasion);
  }

  /** The conversation a message stands in, by the last fact that says so. */
  #placeOf(messageId: string): string | undefined {
    const says = ({ clear }: History['events'][number]) =>
      clear['messageId'] === messageId && 'conversationId' in clear;
    return this.history.events.findLast(says)?.clear['conversationId'] as string | undefined;
  }

  /** Whether the rules allowed it. */
  #carryOut(command: CustomerFileCommand, { file, pick }: Moment): boolean {
    const facts = decided(file, command);
    const { customerId } = file;
    const occurredAt = happenedAt(command);
    for (const fact of facts) {
      const event: Dated<CustomerFileEvent> = { ...fact, occurredAt };
      this.files.set(customerId, evolveCustomerFile(this.#file(customerId), event));
      const occasion = { stream: `customer-${customerId}`, occurredAt, actor: command.actor };
      this.history.keep(fact, { ...occasion, parts: partsFor(fact, pick) });
    }
    return facts.length > 0;
  }
}

/** What follows from a command; nothing when the rules refuse it. */
function decided(file: CustomerFile, command: CustomerFileCommand): readonly CustomerFileEvent[] {
  try {
    return decideCustomerFile(file, command);
  } catch {
    return [];
  }
}
