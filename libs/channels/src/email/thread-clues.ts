import type { InboxProfile, ThreadClues } from '../item.js';
import { parseMessageIds } from './mime/index.js';
import type { HeaderFields } from './mime/index.js';
import { ownAddresses } from './sender.js';

/** A thread is known by its root and by its latest mails: so many of each are kept of a longer list. */
const oldestIds = 20;
const latestIds = 80;
/** No line of a mail is longer (RFC 5322 §2.1.1). */
const longestId = 998;

/** What a mail says about the thread it belongs to; `returned` are ids of mails of ours that came back in it. */
export function threadClues(
  headers: HeaderFields,
  about: { readonly recipients: readonly string[]; readonly subject: string; readonly returned: readonly string[] },
  inbox: InboxProfile,
): ThreadClues {
  const ownId = parseMessageIds(headers.raw('message-id'))[0];
  const plusToken = plusTokenIn(about.recipients, ownAddresses(inbox));
  const ticketNumber = ticketNumberIn(about.subject);
  const references = headers.all('references').flatMap(parseMessageIds);
  return {
    ...(plusToken === undefined ? {} : { plusToken }),
    ...(ownId === undefined || ownId.length > longestId ? {} : { ownId }),
    inReplyTo: bounded(headers.all('in-reply-to').flatMap(parseMessageIds)),
    references: bounded([...references, ...about.returned]),
    ...(ticketNumber === undefined ? {} : { ticketNumber }),
  };
}

function bounded(ids: readonly string[]): readonly string[] {
  const kept = [...new Set(ids)].filter((id) => id.length <= longestId);
  return kept.length <= oldestIds + latestIds ? kept : [...kept.slice(0, oldestIds), ...kept.slice(-latestIds)];
}

/** `token` of `inbox+token@host`: of an address of the desk if there is one, else of any, as an alias may be unknown. */
function plusTokenIn(recipients: readonly string[], own: ReadonlySet<string>): string | undefined {
  const tagged = recipients
    .map((address) => /^([^+@]+)\+([^@]+)(@.+)$/.exec(address.trim()))
    .filter((match) => match !== null);
  const ours = tagged.find(([, box = '', , host = '']) => own.has((box + host).toLowerCase()));
  return (ours ?? tagged[0])?.[2];
}

/** A ticket number in a subject: `[#123]` anywhere, else `#123` as a word of its own; Arabic digits too. */
export function ticketNumberIn(subject: string): number | undefined {
  const text = subject.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
  const found = /\[#(\d{1,12})\]/.exec(text) ?? /(?:^|[\s(:])#(\d{1,12})(?=$|[\s).,:;!?\]])/.exec(text);
  const number = Number(found?.[1] ?? 0);
  return number > 0 ? number : undefined;
}
