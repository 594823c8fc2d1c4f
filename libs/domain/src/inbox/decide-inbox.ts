import { recalled } from '../persistent/index.js';
import type {
  ConnectInbox,
  DisconnectInbox,
  InboxCommand,
  QuarantineEnvelope,
  ReceiveNotice,
  ReleaseEnvelope,
} from './inbox.commands.js';
import type { InboxEvent } from './inbox.events.js';
import { InboxKindFixed, InboxNotFound } from './inbox.refusals.js';
import { quarantineKeyOf } from './inbox.js';
import type { InboxState } from './inbox.js';

/** What follows from a command; empty when it is so already. Errors: `InboxNotFound`, `InboxKindFixed`. */
export function decideInbox(inbox: InboxState, command: InboxCommand): InboxEvent[] {
  if (recalled(inbox.done, command.commandId) !== undefined) return [];
  switch (command.kind) {
    case 'ConnectInbox':
      return connectInbox(inbox, command);
    case 'DisconnectInbox':
      return disconnectInbox(inbox, command);
    case 'QuarantineEnvelope':
      return quarantineEnvelope(inbox, command);
    case 'ReleaseEnvelope':
      return releaseEnvelope(inbox, command);
    case 'ReceiveNotice':
      return receiveNotice(inbox, command);
  }
}

function connectInbox({ settings: old, connected }: InboxState, { settings, commandId }: ConnectInbox): InboxEvent[] {
  if (old !== undefined && old.kind !== settings.kind) throw new InboxKindFixed(old.kind, settings.kind);
  if (connected && old !== undefined && sameSettings(old, settings)) return [];
  return [{ type: 'InboxConnected', clear: { ...settings, cause: commandId } }];
}

type Settings = ConnectInbox['settings'];
function sameSettings(old: Settings, fresh: Settings): boolean {
  const names = Object.keys({ ...old, ...fresh }) as (keyof Settings)[];
  return names.every((name) => old[name] === fresh[name]);
}

function disconnectInbox({ settings, connected }: InboxState, { commandId }: DisconnectInbox): InboxEvent[] {
  if (settings === undefined) throw new InboxNotFound();
  return connected ? [{ type: 'InboxDisconnected', clear: { cause: commandId } }] : [];
}

/** What is in quarantine stays there; what was released goes back only when another parser version fails on it. */
function quarantineEnvelope(inbox: InboxState, { refusal }: QuarantineEnvelope): InboxEvent[] {
  const known = recalled(inbox.quarantined, quarantineKeyOf(refusal));
  if (known !== undefined && (!known.released || known.parser === refusal.parser)) return [];
  return [{ type: 'EnvelopeQuarantined', clear: refusal }];
}

/** What is no longer remembered is taken at the word of the one who asks. */
function releaseEnvelope(inbox: InboxState, { release }: ReleaseEnvelope): InboxEvent[] {
  const known = recalled(inbox.quarantined, quarantineKeyOf(release));
  return known?.released === true ? [] : [{ type: 'EnvelopeReleased', clear: release }];
}

const receiveNotice = (inbox: InboxState, { notice }: ReceiveNotice): InboxEvent[] =>
  recalled(inbox.done, notice.noticeId) === undefined ? [{ type: 'NoticeReceived', clear: notice }] : [];
