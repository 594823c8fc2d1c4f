import fc from 'fast-check';
import { decideCustomerFile, emptyCustomerFile, evolveCustomerFile, happenedAt } from '#domain';
import type { CustomerFile, CustomerFileCommand, CustomerFileEvent, Dated, Instant } from '#domain';
import { asked, called, minute, receive } from '#domain/testing';
import { History } from './history.js';

/** One step of a random story: what is tried, on whose file, and how long after the step before. */
export interface Step {
  readonly act: number;
  readonly customer: number;
  readonly minutes: number;
  /** Chooses among what the act may be about. */
  readonly pick: number;
}

/** Random stories. What the rules refuse does not happen. */
export const stories = (maxLength: number): fc.Arbitrary<readonly Step[]> =>
  fc.array(
    fc.record({
      act: fc.nat(99),
      customer: fc.nat(2),
      minutes: fc.integer({ min: 0, max: 45 }),
      pick: fc.nat(999),
    }),
    { minLength: 1, maxLength, size: 'max' },
  );

const customers = ['ann', 'bob', 'cid'] as const;
const texts = ['my parcel', 'وصلت الفاتورة', 'hello again', 'أين طلبي؟', '', 'refund please', 'شكراً'];
const names = ['Lina Haddad', 'لينا حداد', 'لِينا حدّاد', 'Lina', '', 'Haddad, Lina', 'Sami Khan'];
const priorities = ['low', 'normal', 'high', 'urgent'] as const;
const policy = { reopenWindowSeconds: 6 * 60 * 60, version: 'threading@1' };

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
    const customerId = customers[step.customer % customers.length] ?? 'ann';
    if (step.act >= 96) this.#transfer(customerId, step);
    else if (step.act >= 92) this.#link(step);
    else this.#carryOut(customerId, this.#command(customerId, step), step);
  }

  #file(customerId: string): CustomerFile {
    return this.files.get(customerId) ?? emptyCustomerFile(customerId);
  }

  #command(customerId: string, { act, pick }: Step): CustomerFileCommand | undefined {
    const at = minute(this.#minutes);
    const id = `c${this.#count}`;
    const file = this.#file(customerId);
    const tickets = ticketIds(file);
    const ticketId = tickets[pick % Math.max(1, tickets.length)];
    if (act < 40) return this.#message(customerId, { id, at, pick, file });
    if (act < 46) return this.#call(id, at, pick);
    if (act >= 88) return { ...asked(id, at), kind: 'ReportStatus', ...this.#report(id, at, pick) };
    if (ticketId === undefined) return undefined;
    return act < 50
      ? this.#move(customerId, { id, at, pick, file })
      : onTicket({ ...asked(id, at), ticketId }, act, pick);
  }

  #message(customerId: string, { id, at, pick, file }: Trying): CustomerFileCommand {
    const late = pick % 7 === 0 ? 50 : 0;
    const occurredAt = minute(this.#minutes - late);
    this.#messages.push({ messageId: `m-${id}`, customerId, occurredAt });
    const known = conversationIds(file)[pick % 3];
    const clues = known === undefined ? [] : [{ conversationId: known, reason: 'in-reply-to' as const }];
    const item = { receivedAt: at, clues, policy, ticketNumber: this.#count };
    const automatic = pick % 11 === 0 ? 'auto-reply' : 'no';
    return receive(`m-${id}`, occurredAt, item, { lane: pick % 13 === 0 ? 'bulk' : 'live', automatic, nativeKey: id });
  }

  #call(id: string, at: Instant, pick: number): CustomerFileCommand {
    const direction = pick % 3 === 0 ? 'outbound' : 'inbound';
    return called(`m-${id}`, at, { policy, ticketNumber: this.#count }, { direction, outcome: 'answered' });
  }

  #move(customerId: string, { id, at, pick, file }: Trying): CustomerFileCommand | undefined {
    const mine = this.#messages.filter((message) => message.customerId === customerId);
    const message = mine[pick % Math.max(1, mine.length)];
    const from = message && placeOf(this.history, message.messageId);
    if (message === undefined || from === undefined) return undefined;
    const to = conversationIds(file)[pick % 4];
    const target = to === undefined || to === from ? {} : { toConversationId: to };
    const where = { messageId: message.messageId, fromConversationId: from, ticketNumber: this.#count };
    return { ...asked(id, at), kind: 'MoveMessage', ...where, ...target };
  }

  #report(id: string, at: Instant, pick: number) {
    const status = (['sent', 'delivered', 'read', 'failed'] as const)[pick % 4] ?? 'sent';
    const report = {
      statusId: id,
      nativeKey: `r${pick % 5}`,
      inbox: 'support',
      envelope: '1',
      parser: 'p@1',
      lane: 'live' as const,
    };
    return { status, occurredAt: at, reason: '', report };
  }

  #transfer(customerId: string, { pick }: Step): void {
    const mine = this.#messages.findLastIndex((message) => message.customerId === customerId);
    const message = this.#messages[mine];
    const from = message && placeOf(this.history, message.messageId);
    if (message === undefined || from === undefined) return;
    const to = customers.filter((other) => other !== customerId)[pick % 2] ?? 'ann';
    const [id, at] = [`c${this.#count}`, minute(this.#minutes)];
    const transfer = { messageId: message.messageId, transferId: `t-${id}` };
    const out = {
      ...asked(id, at),
      kind: 'TransferMessageOut',
      ...transfer,
      toCustomerId: to,
      fromConversationId: from,
    } as const;
    if (!this.#carryOut(customerId, out, { pick })) return;
    const {
      commandId: _,
      kind: __,
      message: carried,
      ...item
    } = receive(message.messageId, message.occurredAt, {
      receivedAt: at,
      policy,
      ticketNumber: this.#count,
    });
    const given = { ...carried, ...transfer, fromCustomerId: customerId };
    this.#carryOut(to, { ...item, kind: 'TransferMessageIn', commandId: `in-${id}`, message: given }, { pick });
    this.#messages[mine] = { ...message, customerId: to };
  }

  #link({ act, pick }: Step): void {
    const pair = [customers[pick % 3] ?? 'ann', customers[(pick + 1) % 3] ?? 'bob'].sort();
    const [firstCustomerId = '', secondCustomerId = ''] = pair;
    const occasion = { stream: `link-${pair.join('-')}`, occurredAt: minute(this.#minutes) };
    const type = act < 94 ? 'CustomersMerged' : 'CustomersUnmerged';
    this.history.record(type, { firstCustomerId, secondCustomerId }, occasion);
  }

  /** Whether the rules allowed it. */
  #carryOut(customerId: string, command: CustomerFileCommand | undefined, { pick }: Pick<Step, 'pick'>): boolean {
    if (command === undefined) return false;
    const facts = decided(this.#file(customerId), command);
    const occurredAt = happenedAt(command);
    for (const fact of facts) {
      const event: Dated<CustomerFileEvent> = { ...fact, occurredAt };
      this.files.set(customerId, evolveCustomerFile(this.#file(customerId), event));
      const parts = partsFor(fact, texts[pick % texts.length] ?? '', names[pick % names.length] ?? '');
      this.history.keep(fact, { stream: `customer-${customerId}`, occurredAt, actor: command.actor, parts });
    }
    return facts.length > 0;
  }
}

interface Trying {
  readonly id: string;
  readonly at: Instant;
  readonly pick: number;
  readonly file: CustomerFile;
}

/** What follows from a command; nothing when the rules refuse it. */
function decided(file: CustomerFile, command: CustomerFileCommand): readonly CustomerFileEvent[] {
  try {
    return decideCustomerFile(file, command);
  } catch {
    return [];
  }
}

function onTicket(
  on: ReturnType<typeof asked> & { readonly ticketId: string },
  act: number,
  pick: number,
): CustomerFileCommand {
  const agentId = ['ali', 'mona'][pick % 2] ?? 'ali';
  const reply = { messageId: `r-${on.commandId}`, threadKeys: [`r${pick % 5}`], language: 'en' };
  if (act < 58) return { ...on, kind: 'WriteReply', ...reply, ...(pick % 3 === 0 && { then: 'pending' }) };
  if (act < 62) return { ...on, kind: 'AssignTicket', agentId };
  if (act < 64) return { ...on, kind: 'ReleaseTicket', agentId };
  if (act < 66) return { ...on, kind: 'HandOverTicket', teamId: `team-${pick % 2}` };
  if (act < 69) return { ...on, kind: 'PrioritiseTicket', priority: priorities[pick % 4] ?? 'normal' };
  if (act < 71) return { ...on, kind: pick % 3 === 0 ? 'UntagTicket' : 'TagTicket', tag: `tag-${pick % 3}` };
  if (act < 73) return { ...on, kind: 'SetPending' };
  if (act < 76) return { ...on, kind: 'SnoozeTicket', until: minute(20_000 + pick) };
  if (act < 78) return { ...on, kind: 'WakeTicket', because: 'agent' };
  if (act < 82) return { ...on, kind: 'ResolveTicket' };
  if (act < 83) return { ...on, kind: 'ReopenTicket' };
  if (act < 84) return { ...on, kind: 'CloseTicket' };
  if (act < 85) return { ...on, kind: 'MarkAsSpam' };
  if (act < 86) return { ...on, kind: 'RemoveSpamMark' };
  if (act < 87) return { ...on, kind: 'RecordSurveyAnswer', solved: pick % 2 === 0 };
  return { ...on, kind: 'AddNote', noteId: `n-${on.commandId}` };
}

function partsFor({ type }: CustomerFileEvent, text: string, name: string): Readonly<Record<string, unknown>> {
  const sender = { name, address: 'lina@example.com', replyTo: '', recipients: [] };
  switch (type) {
    case 'MessageReceived':
    case 'MessageTransferredIn':
      return { sender, content: { subject: text.slice(0, 5), text, newText: text, html: '', attachments: [] } };
    case 'CallLogged':
      return { sender };
    case 'ReplyWritten':
      return { content: { text, html: '' } };
    case 'NoteAdded':
      return { content: { text } };
    default:
      return {};
  }
}

const ticketIds = (file: CustomerFile): string[] =>
  Array.from({ length: file.tickets.size }, (_, place) => `${file.customerId}.${place + 1}`);
const conversationIds = (file: CustomerFile): string[] =>
  Array.from({ length: file.conversations.size }, (_, place) => `${file.customerId}.c${place + 1}`);

/** The conversation a message stands in, by the last fact that says so. */
function placeOf({ events }: History, messageId: string): string | undefined {
  const says = ({ clear }: History['events'][number]) => clear['messageId'] === messageId && 'conversationId' in clear;
  return events.findLast(says)?.clear['conversationId'] as string | undefined;
}
