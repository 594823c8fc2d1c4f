import type { HandleClass } from '../customer-file/channel.js';
import type { HandleKind } from './identity.events.js';

/** Version of the rule below; it rises when the same handle would be classed otherwise. */
export const classification = 'classification@1';

/**
 * Whom a handle speaks for, as far as its form tells: `none` for machines and withheld numbers, `shared` for role
 * mailboxes (RFC 2142 and the usual ones), `personal` for the rest. `value` is the normalised handle.
 */
export function classifyHandle(kind: HandleKind, value: string): HandleClass {
  if (value === '') return 'none';
  if (kind === 'email') return classifyMailbox(value);
  return kind === 'phone' && isWithheld(value) ? 'none' : 'personal';
}

function classifyMailbox(address: string): HandleClass {
  const local = address.slice(0, Math.max(address.lastIndexOf('@'), 0)).toLowerCase();
  const [head = '', ...rest] = local.split(/[-_.+=]/);
  const plain = [head, ...rest].join('');
  if (plain === '' || machines.has(plain) || machines.has(head) || unanswered.test(plain)) return 'none';
  return roles.has(plain) || departments.has(head) || roles.has(local.split('+')[0] ?? '') ? 'shared' : 'personal';
}

/** A telephone number that tells nobody's: no digits in it, or the stand-in networks send for "anonymous". */
const isWithheld = (value: string): boolean => !/\d/.test(value) || value === anonymousNumber;

/** "ANONYMOUS" on a telephone's keys: what gateways dial for a caller who withholds the number. */
const anonymousNumber = '+266696687';

const unanswered = /^(noreply|donotreply|dontreply|noanswer)/;

/** Mailboxes no person reads, alone or before a separator: `bounces+123@`. */
const machines = words(`mailerdaemon postmaster bounce bounces autoreply autoresponder notification notifications
  notify alerts daemon nobody devnull root cron`);

/** Roles that stay roles before a separator: `sales.riyadh@`. */
const departments = words('info support helpdesk sales contact billing accounts admin office reception orders hr');

const roles = words(`info information contact contactus support help helpdesk servicedesk service services
  customerservice customercare customersupport care sales billing accounts accounting accountspayable
  accountsreceivable invoice invoices finance payments payroll orders order returns shop store office admin
  administration administrator reception frontdesk booking bookings reservations hello hi mail email team all staff
  everyone enquiries enquiry inquiries inquiry feedback complaints press media marketing pr news newsletter hr jobs
  careers recruitment legal compliance privacy security abuse noc hostmaster webmaster www web ftp uucp usenet it
  operations ops purchasing procurement logistics warehouse shipping management secretary secretariat`);

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}
