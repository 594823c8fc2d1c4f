import { hash } from 'node:crypto';
import { instantOfMilliseconds } from '../claimed-at.js';
import { phoneHandle } from '../handle.js';
import type { CallItem, InboxProfile, Refusal } from '../item.js';
import type { CdrRow } from './cdr-columns.js';
import { instantOfWallClock } from './local-time.js';

/**
 * One row of Asterisk's call record as a call.
 *
 * Direction: the side that is an address of the inbox is ours, so the other one is the customer. Where neither is, a
 * context of inside lines (`from-internal`, `outbound…`) means that the desk called, any other that the customer did.
 *
 * Times: `start` in the inbox's time zone; answer and end follow from it by `duration` and `billsec`, which the clock's
 * changes do not touch.
 */
export function callOfRow(row: CdrRow, place: string, inbox: InboxProfile): CallItem | Refusal {
  const refuse = (reason: string, detail: string): Refusal => ({ place, reason, detail });
  const startedAt = instantOfWallClock(row.start, inbox.timeZone);
  if (startedAt === undefined) return refuse('CDR.START_UNREADABLE', `"${row.start}" is no time`);
  const [duration, billed] = [secondsIn(row.duration), secondsIn(row.billsec)];
  if (duration === undefined || billed === undefined) {
    return refuse('CDR.DURATION_UNREADABLE', `"${row.duration}" or "${row.billsec}" is no number of seconds`);
  }
  const direction = directionOf(row, inbox);
  const outcome = outcomeOf(row, direction);
  if (outcome === undefined) return refuse('CDR.DISPOSITION_UNKNOWN', `"${row.disposition}" is no disposition`);
  const talkedSeconds = outcome === 'answered' || outcome === 'voicemail' ? billed : 0;
  const waitedSeconds = Math.max(0, duration - talkedSeconds);
  return {
    kind: 'call',
    place,
    nativeId: nativeIdOf(row),
    claimedAt: startedAt,
    handles: [phoneHandle(direction === 'inbound' ? row.src : row.dst, inbox.region)],
    senderName: direction === 'inbound' ? callerName(row) : '',
    direction,
    outcome,
    startedAt,
    ...(outcome === 'answered' && { answeredAt: after(startedAt, waitedSeconds) }),
    endedAt: after(startedAt, duration),
    waitedSeconds,
    talkedSeconds,
    record: row,
  };
}

const secondsIn = (text: string): number | undefined => (/^\d{1,8}$/.test(text) ? Number(text) : undefined);

const after = (instant: string, seconds: number): string =>
  instantOfMilliseconds(Date.parse(instant) + seconds * 1000) ?? instant;

function directionOf({ src, dst, dcontext }: CdrRow, inbox: InboxProfile): CallItem['direction'] {
  const valueOf = (number: string) => phoneHandle(number, inbox.region).value;
  const ours = new Set([inbox.address, ...inbox.ownAddresses].map(valueOf).filter(Boolean));
  if (ours.has(valueOf(dst))) return 'inbound';
  if (ours.has(valueOf(src))) return 'outbound';
  return /(?:^|[-_])(?:internal|outbound|outgoing)(?:$|[-_])/i.test(dcontext) ? 'outbound' : 'inbound';
}

const dispositions: ReadonlyMap<string, CallItem['outcome']> = new Map([
  ['ANSWERED', 'answered'],
  ['NO ANSWER', 'missed'],
  ['BUSY', 'busy'],
  ['FAILED', 'failed'],
  ['CONGESTION', 'failed'],
]);

/**
 * Asterisk calls a call answered once its own menu or queue took it. Who ended in the mailbox left a voicemail; who
 * ended in a queue that found nobody (no channel on the other side) hung up waiting, hence abandoned.
 */
function outcomeOf(row: CdrRow, direction: CallItem['direction']): CallItem['outcome'] | undefined {
  const told = dispositions.get(row.disposition.trim().toUpperCase());
  if (direction === 'outbound' || (told !== 'answered' && told !== 'missed')) return told;
  const application = row.lastapp.toLowerCase();
  if (told === 'answered' && (application === 'voicemail' || application === 'minivmrecord')) return 'voicemail';
  return application === 'queue' && (told === 'missed' || row.dstchannel === '') ? 'abandoned' : told;
}

/** `"Lina Haddad" <+966…>`: the name, unless it is the number again. */
function callerName({ clid, src }: CdrRow): string {
  const name = /^\s*"?(.*?)"?\s*<[^<>]*>\s*$/.exec(clid)?.[1] ?? '';
  return name === src || !/\p{L}/u.test(name) ? '' : name;
}

/**
 * One call may have several records under one unique id (each line that rang, each transfer), and a record may be in
 * several files: the sequence tells records apart where Asterisk writes it, otherwise their content does.
 */
function nativeIdOf(row: CdrRow): string {
  const { accountcode: _account, amaflags: _flags, userfield: _note, peeraccount: _peer, ...facts } = row;
  return `${row.uniqueid}/${row.sequence || hash('sha256', JSON.stringify(Object.values(facts)), 'hex').slice(0, 16)}`;
}
