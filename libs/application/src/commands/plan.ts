import type { Actor, CustomerFile, HandleState, InboxState, Instant, LinkState } from '#domain';
import type { Occasion } from '../recording/drafts.js';
import type { Work } from '../recording/recorder.js';

/** Who asks, when, under which id. */
export interface Asking {
  readonly commandId: string;
  readonly at: Instant;
  readonly actor: Actor;
}

/** One command as work on one stream. */
export type Plan = { /** Id of what it makes. */ readonly made?: string } & (
  | { readonly on: 'file'; readonly work: Work<CustomerFile> }
  | { readonly on: 'handle'; readonly work: Work<HandleState> }
  | { readonly on: 'link'; readonly work: Work<LinkState> }
  | { readonly on: 'inbox'; readonly inbox: string; readonly work: Work<InboxState> }
);

/** A command given by people happens when it is given. */
export const occasionOfCommand = ({ commandId, at, actor }: Asking): Occasion => ({
  commandId,
  at,
  occurredAt: at,
  receivedAt: at,
  actor,
  correlationId: `command-${commandId}`,
  causationId: `command-${commandId}`,
});
