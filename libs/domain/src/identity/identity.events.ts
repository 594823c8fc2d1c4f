// What lies on disk: names and shapes in this file are storage. Add an optional field, or write a new event.
import { choice, eventKind, list, text } from '../event/index.js';
import type { FactOf } from '../event/index.js';
import { handleClasses } from '../customer-file/channel.js';

export const handleKinds = [
  'email',
  'phone',
  'whatsapp',
  'telegram',
  'chat',
  'messenger',
  'instagram',
  'x',
  'line',
  'account',
] as const;
export type HandleKind = (typeof handleKinds)[number];

const customerId = text('the customer');

export const HandleClaimed = eventKind({
  type: 'HandleClaimed',
  stream: 'handle',
  origin: 'observed',
  meaning: 'This address or number speaks for this customer.',
  clear: {
    customerId,
    kind: choice(handleKinds, 'the kind of handle'),
    class: choice(handleClasses, 'whom it speaks for'),
    normalisation: text('version of the rule that normalised it'),
    cause: text('the item or command that first claimed it'),
  },
  sealed: { handle: 'the normalised handle, text' },
});
export const HandleReleased = eventKind({
  type: 'HandleReleased',
  stream: 'handle',
  origin: 'observed',
  meaning: 'It no longer does.',
  clear: { customerId, cause: text('the command') },
});
export const CustomersMerged = eventKind({
  type: 'CustomersMerged',
  stream: 'link',
  origin: 'observed',
  meaning: 'Two files are of one person. Undirected; both go on receiving their own.',
  clear: {
    firstCustomerId: text('the smaller id'),
    secondCustomerId: text('the larger id'),
    cause: text('the item or command'),
    because: choice(['same-handles', 'agent'], 'one envelope vouched for both, or an agent said so'),
  },
});
export const CustomersUnmerged = eventKind({
  type: 'CustomersUnmerged',
  stream: 'link',
  origin: 'observed',
  meaning: 'They are not.',
  clear: {
    firstCustomerId: text('the smaller id'),
    secondCustomerId: text('the larger id'),
    cause: text('the command'),
  },
});

export const SuggestionDismissed = eventKind({
  type: 'SuggestionDismissed',
  stream: 'link',
  origin: 'observed',
  meaning: 'They are alike, and not one person. Lifted when they are merged after all.',
  clear: {
    firstCustomerId: text('the smaller id'),
    secondCustomerId: text('the larger id'),
    cause: text('the command'),
    likenesses: list('in what they are alike: this, and all that was dismissed before'),
  },
});

export const identityKinds = [
  HandleClaimed,
  HandleReleased,
  CustomersMerged,
  CustomersUnmerged,
  SuggestionDismissed,
] as const;
export type HandleEvent = FactOf<typeof HandleClaimed> | FactOf<typeof HandleReleased>;
export type LinkEvent =
  FactOf<typeof CustomersMerged> | FactOf<typeof CustomersUnmerged> | FactOf<typeof SuggestionDismissed>;
