import type { InboxConnected, InboxKind } from '#domain';
import type { InboxBody } from './inbox.bodies.js';

const day = 86_400;
/** A resolved ticket reopens for a week unless the inbox says otherwise. */
const usualReopenWindow = 7 * day;
/** What another system kept is closed when that system closed it: the clock here closes nothing. */
const century = 100 * 366 * day;
/** Silence that makes the next message a new contact: a week for mail, a day elsewhere (design §5). */
const usualSilence = (kind: InboxKind): number => (kind === 'email' ? 7 * day : day);

/** Settings as the log keeps them, with the usual values where none were given. */
export function settingsOf(body: InboxBody): InboxConnected['clear'] {
  const { kind, address, secretName, verifyName, sendSecretName, sendUrl, displayName, ownAddresses } = body;
  return {
    kind,
    address,
    region: body.region ?? '',
    timeZone: body.timeZone ?? 'UTC',
    reopenWindowSeconds: body.reopenWindowSeconds ?? (kind === 'history' ? century : usualReopenWindow),
    silenceSeconds: body.silenceSeconds ?? usualSilence(kind),
    ...(secretName !== undefined && { secretName }),
    ...(verifyName !== undefined && { verifyName }),
    ...(sendSecretName !== undefined && { sendSecretName }),
    ...(sendUrl !== undefined && { sendUrl }),
    ...(displayName !== undefined && { displayName }),
    ...(ownAddresses !== undefined && { ownAddresses: ownAddresses.join(' ') }),
  };
}
