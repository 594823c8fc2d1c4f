import { callRow } from './call-record.js';
import type { Call } from './call-record.js';
import { callsDelivery } from './deliveries.js';
import type { Delivery, Saying } from './moments.js';
import { closesAt, opensAt, timeOfDay } from './setting.js';

const hour = 60;

/**
 * The files the telephone system hands over, one each full hour with the calls that ended since. Each begins with the
 * last row of the file before it, as log shippers do.
 */
export function callFiles(calls: readonly Call[]): readonly Delivery[] {
  const files: Delivery[] = [];
  const inOrder = calls.toSorted((one, other) => endOf(one) - endOf(other) || (one.id < other.id ? -1 : 1));
  let last: Call | undefined;
  for (let closing = opensAt + hour; closing <= closesAt; closing += hour) {
    const at = timeOfDay(closing);
    const ended = inOrder.filter((call) => endOf(call) < at && endOf(call) >= at - hour * 60_000);
    if (ended.length === 0) continue;
    files.push(callsDelivery(fileOf(last ? [last, ...ended] : ended), at + 4_000, ended.map(sayingOf)));
    last = ended.at(-1);
  }
  return files;
}

/** A file with these calls, a row each. */
export const fileOf = (calls: readonly Call[]): string => calls.map((call) => `${callRow(call)}\n`).join('');

/** What a row says: whose number it is, and who called whom. */
export const sayingOf = ({ id, direction, number }: Call): Saying => ({
  name: `call ${id}`,
  what: direction === 'inbound' ? 'call' : 'outbound-call',
  channel: 'phone',
  automatic: false,
  handles: [`phone:+966${number.slice(1)}`],
});

const endOf = ({ at, waitedSeconds, talkedSeconds }: Call): number => at + (waitedSeconds + talkedSeconds) * 1000;
