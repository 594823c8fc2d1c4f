import type {
  Actor,
  CustomerFile,
  CustomerFileCommand,
  HandleCommand,
  HandleState,
  InboxCommand,
  InboxState,
  Instant,
  LinkCommand,
  LinkState,
} from '#domain';
import { decideCustomerFile, decideHandle, decideInbox, decideLink } from '#domain';
import type { Occasion, Plain } from '../recording/drafts.js';
import type { Work } from '../recording/recorder.js';
import { fileStream, handleStream, inboxStream, linkStream } from '../streams.js';

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

/** A command on a customer's file; `plain` is sealed beside what it brings about. */
export const filePlan = (customerId: string, asked: CustomerFileCommand, plain: readonly Plain[] = []): Plan => ({
  on: 'file',
  work: oneStep(fileStream(customerId), customerId, asked, plain, (file) => decideCustomerFile(file, asked)),
});

/** A command on a handle, by its keyed digest. */
export const handlePlan = (digest: string, asked: HandleCommand, plain: readonly Plain[]): Plan => ({
  on: 'handle',
  work: oneStep(handleStream(digest), asked.customerId, asked, plain, (state) => decideHandle(state, asked)),
});

/** A command on the link between two customers. */
export function linkPlan(asked: LinkCommand): Plan {
  const [one, other] = asked.customerIds;
  return { on: 'link', work: oneStep(linkStream(one, other), one, asked, [], (state) => decideLink(state, asked)) };
}

/** A command on an inbox. */
export function inboxPlan(inbox: string, asked: InboxCommand): Plan {
  const stream = inboxStream(inbox);
  return { on: 'inbox', inbox, work: oneStep(stream, stream, asked, [], (state) => decideInbox(state, asked)) };
}

const oneStep = <State>(
  stream: string,
  owner: string,
  asking: Asking,
  plain: readonly Plain[],
  decide: Work<State>['steps'][number]['decide'],
): Work<State> => ({ stream, owner, steps: [{ occasion: occasionOf(asking), decide, plain }] });

/** A command given by people happens when it is given. */
const occasionOf = ({ commandId, at, actor }: Asking): Occasion => ({
  commandId,
  at,
  occurredAt: at,
  receivedAt: at,
  actor,
  correlationId: `command-${commandId}`,
  causationId: `command-${commandId}`,
});
