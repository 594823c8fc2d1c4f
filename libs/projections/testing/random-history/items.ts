import type { CustomerFileCommand } from '#domain';
import { asked, called, receive } from '#domain/testing';
import { cluesOf, instantOf, policy } from './moment.js';
import type { Moment } from './moment.js';
import type { Act } from './step.js';

/** The command of something that comes in from outside; `undefined` of acts that are none. */
export function itemOf(act: Act, moment: Moment): CustomerFileCommand | undefined {
  switch (act) {
    case 'message':
      return mail(moment);
    case 'chat':
      return chat(moment);
    case 'call':
    case 'leg':
      return call(moment, act === 'call');
    case 'report':
      return report(moment);
    default:
      return undefined;
  }
}

/** When a message was written: at times some while before it came. */
export const writtenAt = (moment: Moment) => instantOf(moment, moment.pick % 7 === 0 ? 50 : 0);

/** The id a message or call of a moment has. */
export const itemId = ({ id }: Moment): string => `m-${id}`;

function mail(moment: Moment): CustomerFileCommand {
  const { id, pick, count } = moment;
  const item = { receivedAt: instantOf(moment), clues: cluesOf(moment), policy, ticketNumber: count };
  const said = { automatic: pick % 11 === 0 ? 'auto-reply' : 'no', lane: pick % 13 === 0 ? 'bulk' : 'live' } as const;
  const read = { language: pick % 3 === 0 ? 'ar' : 'en', body: pick % 17 === 0 ? 'reaction' : 'text' } as const;
  return receive(itemId(moment), writtenAt(moment), item, { ...said, ...read, nativeKey: id });
}

/** Chats stand together by their session. */
function chat(moment: Moment): CustomerFileCommand {
  const { pick, count } = moment;
  const item = {
    receivedAt: instantOf(moment),
    newConversationKey: `session-${pick % 2}`,
    policy,
    ticketNumber: count,
  };
  return receive(itemId(moment), writtenAt(moment), item, { channel: 'chat', inbox: 'site', language: 'ar' });
}

/** A call; or a further record of one, which may be the first that is heard of it. */
function call(moment: Moment, began: boolean): CustomerFileCommand {
  const { pick, count } = moment;
  const direction = pick % 3 === 0 ? 'outbound' : 'inbound';
  const outcome = (['answered', 'missed', 'abandoned', 'voicemail'] as const)[pick % 4] ?? 'answered';
  const [startedAt, minutes] = [instantOf(moment), (pick >> 2) % 12];
  const length = { endedAt: instantOf(moment, -minutes), talkedSeconds: minutes * 60 };
  const logged = called(itemId(moment), startedAt, { policy, ticketNumber: count }, { direction, outcome, ...length });
  return { ...logged, recordOf: { callKey: `call-${pick % 2}`, began } };
}

function report(moment: Moment): CustomerFileCommand {
  const { id, pick } = moment;
  const status = (['sent', 'delivered', 'read', 'failed'] as const)[pick % 4] ?? 'sent';
  const source = { inbox: 'support', envelope: '1', parser: 'p@1', lane: 'live' } as const;
  const told = { statusId: id, nativeKey: `r${pick % 5}`, ...source };
  const [at, reason] = [instantOf(moment), ''];
  return { ...asked(id, at), kind: 'ReportStatus', status, occurredAt: at, reason, report: told };
}
