import { hash } from 'node:crypto';
import type { Instant } from '#domain';
import { instantOfMilliseconds } from '../claimed-at.js';
import { phoneHandle } from '../handle.js';
import type { CallItem, CallName, InboxProfile, Refusal } from '../item.js';
import { instantOfWallClock } from '../local-time.js';
import type { CdrRow } from './cdr-columns.js';

/**
 * Reads rows of Asterisk's call record as calls of one inbox.
 *
 * Direction: the side that is an address of the inbox is ours, so the other one is the customer. Where neither is, a
 * context of inside lines (`from-internal`, `outbound…`) means that the desk called, any other that the customer did.
 *
 * Times: `start` in the inbox's time zone; answer and end follow from it by `duration` and `billsec`, which the clock's
 * changes do not touch.
 */
export class CallRows {
  readonly #ours: ReadonlySet<string>;

  constructor(private readonly inbox: InboxProfile) {
    const own = [inbox.address, ...inbox.ownAddresses].map((number) => phoneHandle(number, inbox.region).value);
    this.#ours = new Set(own.filter((value) => value !== ''));
  }

  read(row: CdrRow, place: string): CallItem | Refusal {
    const refuse = (reason: string, detail: string): Refusal => ({ place, reason, detail });
    const startedAt = instantOfWallClock(row.start, this.inbox.timeZone);
    if (startedAt === undefined) return refuse('CDR.START_UNREADABLE', `"${row.start}" is no time`);
    const [duration, billed] = [secondsIn(row.duration), secondsIn(row.billsec)];
    if (duration === undefined || billed === undefined) {
      return refuse('CDR.DURATION_UNREADABLE', `"${row.duration}" or "${row.billsec}" is no number of seconds`);
    }
    const sides = this.#sides(row);
    const outcome = outcomeOf(row, sides.direction);
    if (outcome === undefined) return refuse('CDR.DISPOSITION_UNKNOWN', `"${row.disposition}" is no disposition`);
    const times = timesOf(startedAt, duration, billed, outcome);
    const nativeId = nativeIdOf(row);
    return { kind: 'call', place, nativeId, ...sides, outcome, ...times, record: row, ...callOf(row) };
  }

  #sides(row: CdrRow): Pick<CallItem, 'direction' | 'handles' | 'senderName'> {
    const [from, to] = [phoneHandle(row.src, this.inbox.region), phoneHandle(row.dst, this.inbox.region)];
    const isOutbound = !this.#ours.has(to.value) && (this.#ours.has(from.value) || insideLines.test(row.dcontext));
    return isOutbound
      ? { direction: 'outbound', handles: [to], senderName: '' }
      : { direction: 'inbound', handles: [from], senderName: callerName(row) };
  }
}

const insideLines = /(?:^|[-_])(?:internal|outbound|outgoing)(?:$|[-_])/i;

/** Who ended in the mailbox talked to it; whoever nobody answered waited until the end. */
function timesOf(startedAt: Instant, duration: number, billed: number, outcome: CallItem['outcome']) {
  const talkedSeconds = outcome === 'answered' || outcome === 'voicemail' ? billed : 0;
  const waitedSeconds = Math.max(0, duration - talkedSeconds);
  return {
    claimedAt: startedAt,
    startedAt,
    ...(outcome === 'answered' && { answeredAt: after(startedAt, waitedSeconds) }),
    endedAt: after(startedAt, duration),
    waitedSeconds,
    talkedSeconds,
  };
}

const secondsIn = (text: string): number | undefined => (/^\d{1,8}$/.test(text) ? Number(text) : undefined);

const after = (instant: Instant, seconds: number): Instant =>
  instantOfMilliseconds(Date.parse(instant) + seconds * 1000) ?? instant;

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
 * Each line that rings and each transfer writes a record. All records of a call share the linked id, which is the unique
 * id of the line that began it; where that column is not written, those of this line share their unique id.
 */
function callOf({ linkedid, uniqueid }: CdrRow): { readonly recordOf?: CallName } {
  const id = linkedid || uniqueid;
  return id === '' ? {} : { recordOf: { id, began: uniqueid === '' || uniqueid === id } };
}

/**
 * A record may be in several files: the sequence tells the records of a line apart where Asterisk writes it, otherwise
 * their content does.
 */
function nativeIdOf(row: CdrRow): string {
  const { accountcode: _account, amaflags: _flags, userfield: _note, peeraccount: _peer, ...facts } = row;
  return `${row.uniqueid}/${row.sequence || hash('sha256', JSON.stringify(Object.values(facts)), 'hex').slice(0, 16)}`;
}
