import type { BodyKind, CallLogged, MessageReceived } from './customer-file.events.js';

const silentBodies: ReadonlySet<BodyKind> = new Set(['reaction', 'edit', 'deletion', 'system']);

/**
 * Whether a person wants an answer. Automatic replies, bounces and loops do not, nor do reactions, edits, deletions
 * and system notes, nor calls the desk made: they are kept, but never open, reopen or wake a ticket.
 */
export function asksForAnswer(item: Written | Called): boolean {
  if ('direction' in item) return item.direction === 'inbound';
  return item.automatic === 'no' && !silentBodies.has(item.body);
}
type Written = Pick<MessageReceived['clear'], 'automatic' | 'body'>;
type Called = Pick<CallLogged['clear'], 'direction'>;

/** Whether an answer may go to who wrote it: not to machines, nor to addresses that nobody reads, or mails would go round for ever. */
export const mayBeAnswered = ({
  automatic,
  handleClass,
}: Pick<MessageReceived['clear'], 'automatic' | 'handleClass'>): boolean =>
  automatic === 'no' && handleClass !== 'none';
