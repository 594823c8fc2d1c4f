import type { Dated } from '../event/index.js';
import { nothingRecent, recalled, remembered } from '../persistent/index.js';
import type { Recent } from '../persistent/index.js';
import type { ConnectInbox } from './inbox.commands.js';
import type { InboxEvent } from './inbox.events.js';

/** What was said last about an envelope, or a part of one, that could not be read. */
export interface Quarantine {
  /** The parser that could not read it. */
  readonly parser: string;
  readonly released: boolean;
}

/**
 * An inbox as the rules need to know it: the fold of stream `inbox-<id>`.
 * Bounded: envelopes in quarantine, notices and commands are remembered for the last 1,000 of each at least.
 */
export interface InboxState {
  /** The latest; `undefined` while it never was connected. */
  readonly settings: ConnectInbox['settings'] | undefined;
  readonly connected: boolean;
  /** By `quarantineKeyOf`. */
  readonly quarantined: Recent<Quarantine>;
  /** Ids of commands and notices. */
  readonly done: Recent<true>;
}

/** An inbox nobody ever connected. */
export const emptyInbox = (): InboxState => ({
  settings: undefined,
  connected: false,
  quarantined: nothingRecent,
  done: nothingRecent,
});

/** What an envelope, or a part of one, is remembered by. */
export const quarantineKeyOf = ({ envelope, item }: { readonly envelope: string; readonly item: string }): string =>
  `${envelope} ${item}`;

/** The inbox after one more event of its stream. */
export function evolveInbox(inbox: InboxState, { type, clear }: Dated<InboxEvent>): InboxState {
  switch (type) {
    case 'InboxConnected': {
      const { cause, ...settings } = clear;
      return { ...withDone(inbox, cause), settings, connected: true };
    }
    case 'InboxDisconnected':
      return { ...withDone(inbox, clear.cause), connected: false };
    case 'EnvelopeQuarantined':
      return withQuarantine(inbox, quarantineKeyOf(clear), { parser: clear.parser, released: false });
    case 'EnvelopeReleased':
      return withRelease(inbox, quarantineKeyOf(clear), clear.parser);
    case 'NoticeReceived':
      return withDone(inbox, clear.noticeId);
  }
}

const withDone = (inbox: InboxState, id: string | undefined): InboxState =>
  id === undefined ? inbox : { ...inbox, done: remembered(inbox.done, id, true) };

const withQuarantine = (inbox: InboxState, key: string, quarantine: Quarantine): InboxState => ({
  ...inbox,
  quarantined: remembered(inbox.quarantined, key, quarantine),
});

function withRelease(inbox: InboxState, key: string, releasedBy: string): InboxState {
  const parser = recalled(inbox.quarantined, key)?.parser ?? releasedBy;
  return withQuarantine(inbox, key, { parser, released: true });
}
