import type { CommandBasis } from '../event/index.js';
import type { EnvelopeQuarantined, EnvelopeReleased, InboxConnected, NoticeReceived } from './inbox.events.js';

/** The inbox is put to work, or given other settings. Refused with `InboxKindFixed` when it reads another form. */
export interface ConnectInbox extends CommandBasis {
  readonly kind: 'ConnectInbox';
  readonly settings: Omit<InboxConnected['clear'], 'cause'>;
}
/** Refused with `InboxNotFound` when it never was connected. */
export interface DisconnectInbox extends CommandBasis {
  readonly kind: 'DisconnectInbox';
}
/** An envelope, or a part of one, could not be read. */
export interface QuarantineEnvelope extends CommandBasis {
  readonly kind: 'QuarantineEnvelope';
  readonly refusal: EnvelopeQuarantined['clear'];
}
/** It was read again, and now it could be. */
export interface ReleaseEnvelope extends CommandBasis {
  readonly kind: 'ReleaseEnvelope';
  readonly release: EnvelopeReleased['clear'];
}
/** A provider said something that belongs to no customer's file. `commandId` equals `notice.noticeId`. */
export interface ReceiveNotice extends CommandBasis {
  readonly kind: 'ReceiveNotice';
  readonly notice: NoticeReceived['clear'];
}
export type InboxCommand = ConnectInbox | DisconnectInbox | QuarantineEnvelope | ReleaseEnvelope | ReceiveNotice;
