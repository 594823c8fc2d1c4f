import { eventKindOf } from '../src/index.js';
import type {
  AnyFact,
  ClearValue,
  CommandBasis,
  Dated,
  FactNamed,
  Field,
  Instant,
  ItemCommand,
  LogCall,
  ReceiveMessage,
} from '../src/index.js';

/** An instant so many minutes after eight o'clock on a Sunday, when most stories begin. */
export const minute = (minutes: number): Instant => new Date(Date.UTC(2026, 2, 1, 8) + minutes * 60_000).toISOString();
/** Likewise in days. */
export const day = (days: number): Instant => minute(days * 24 * 60);

/** The reopen window of the sample inbox: a week. */
export const week = 7 * 24 * 60 * 60;

/** Values a story would use; what is not here follows from the form of the field. */
const usual: Readonly<Record<string, ClearValue>> = {
  customerId: 'ann',
  messageId: 'm1',
  conversationId: 'ann.c1',
  ticketId: 'ann.1',
  inbox: 'support',
  handle: 'ann@home',
  language: 'en',
  nativeKey: '',
  cause: 'm1',
  number: 101,
  policyVersion: 'threading@1',
  parser: 'email@1',
  envelope: '1',
};

function usualValue(name: string, field: Field): ClearValue {
  const known = usual[name];
  if (known !== undefined) return known;
  switch (field.form) {
    case 'text':
      return name;
    case 'instant':
      return minute(0);
    case 'whole':
      return 0;
    case 'flag':
      return false;
    case 'choice':
      return field.choices?.[0] ?? '';
    case 'list':
      return [];
  }
}

/** A fact of this type: what is not said is as usual, what is optional is absent. */
export function fact<Type extends AnyFact['type']>(
  type: Type,
  said: Partial<FactNamed<Type>['clear']> = {},
): FactNamed<Type> {
  const fields = Object.entries(eventKindOf(type)?.clear ?? {}).filter(([, field]) => !field.optional);
  const clear = Object.fromEntries(fields.map(([name, field]) => [name, usualValue(name, field)]));
  return { type, clear: { ...clear, ...said } } as FactNamed<Type>;
}

/** The same fact, with the instant it happened. */
export const happened = <Type extends AnyFact['type']>(
  occurredAt: Instant,
  type: Type,
  said: Partial<FactNamed<Type>['clear']> = {},
): Dated<FactNamed<Type>> => ({ ...fact(type, said), occurredAt });

/** What an agent's command brings beside what it asks. */
export const asked = (commandId: string, at: Instant, agentId = 'ali'): CommandBasis => ({
  commandId,
  at,
  actor: { class: 'agent', id: agentId },
});

type SaidOfItem = Partial<Omit<ItemCommand, 'commandId' | 'at' | 'actor'>> & { readonly receivedAt?: Instant };

const item = (commandId: string, occurredAt: Instant, { receivedAt, ...said }: SaidOfItem): ItemCommand => ({
  commandId,
  at: receivedAt ?? occurredAt,
  actor: { class: 'customer', id: 'ann' },
  occurredAt,
  clues: [],
  newConversationKey: '',
  policy: { reopenWindowSeconds: week, version: 'threading@1' },
  ticketNumber: 101,
  ...said,
});

/** A message that came: a mail by a person, live, unless something else is said. */
export function receive(
  messageId: string,
  occurredAt: Instant,
  said: SaidOfItem = {},
  message: Partial<ReceiveMessage['message']> = {},
): ReceiveMessage {
  const { conversationId: _, joinedBy: __, ...usually } = fact('MessageReceived').clear;
  return {
    kind: 'ReceiveMessage',
    ...item(messageId, occurredAt, said),
    message: { ...usually, messageId, ...message },
  };
}

/** A call that was logged: inbound and answered, by a number the desk knows, unless something else is said. */
export function called(
  messageId: string,
  startedAt: Instant,
  said: SaidOfItem = {},
  call: Partial<LogCall['call']> = {},
): LogCall {
  const { conversationId: _, ...usually } = fact('CallLogged').clear;
  return {
    kind: 'LogCall',
    ...item(messageId, startedAt, { newConversationKey: 'phone-key', ...said }),
    call: { ...usually, inbox: 'hotline', messageId, startedAt, endedAt: startedAt, ...call },
  };
}
