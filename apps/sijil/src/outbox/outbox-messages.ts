import type { ChatPush, PushOutcome } from '#channels';
import type { FaultWords } from '../fault-words.js';
import type { IntakeBeginning } from '../intake/intake-messages.js';

/** What the outbox's thread is begun with: it finds its stores as the intake's does. */
export interface OutboxBeginning extends IntakeBeginning {
  /** Names it where processes share the sending. One name for all tries: a thread that begins anew meets its own leases. */
  readonly holder: string;
}

/** What the outbox's thread is told: to end, to look, that a visitor is here, what came of a push. */
export type ToOutbox =
  | 'stop'
  | 'look'
  | { readonly came: string; readonly ask: number }
  | { readonly pushed: number; readonly outcome: PushOutcome };

/** What the outbox's thread tells: a fault it goes on after, a reply to be pushed to a visitor's windows, or that it heard
 * of one. */
export type OutboxWord =
  | { readonly where: string; readonly fault: FaultWords }
  | { readonly push: ChatPush; readonly ask: number }
  | { readonly heard: number; readonly isAtWork: boolean };
