import { priorities } from '#domain';
import type { CommandBasis, TicketCommand, CustomerFileCommand } from '#domain';
import { minute } from '#domain/testing';
import type { Act } from './step.js';

/** What an agent asks of a ticket, at a minute of the story. */
export interface Asking {
  readonly basis: CommandBasis;
  readonly ticketId: string;
  readonly minutes: number;
  readonly pick: number;
}

/** The command an act stands for; `undefined` of acts that are about no one ticket. */
export function onTicket(act: Act, { basis, ticketId, minutes, pick }: Asking): CustomerFileCommand | undefined {
  const on = { ...basis, ticketId };
  switch (act) {
    case 'reply':
      return { ...on, kind: 'WriteReply', ...replyOf(on.commandId, pick), ...thenOf(pick) };
    case 'note':
      return { ...on, kind: 'AddNote', noteId: `n-${on.commandId}` };
    case 'survey':
      return { ...on, kind: 'RecordSurveyAnswer', solved: pick % 2 === 0 };
    case 'assign':
    case 'release':
      return {
        ...on,
        kind: act === 'assign' ? 'AssignTicket' : 'ReleaseTicket',
        agentId: ['ali', 'mona'][pick % 2] ?? '',
      };
    case 'hand over':
      return { ...on, kind: 'HandOverTicket', teamId: `team-${pick % 2}` };
    case 'prioritise':
      return { ...on, kind: 'PrioritiseTicket', priority: priorities[pick % 4] ?? 'normal' };
    case 'tag':
    case 'untag':
      return { ...on, kind: act === 'tag' ? 'TagTicket' : 'UntagTicket', tag: `tag-${pick % 2}` };
    case 'snooze':
      return { ...on, kind: 'SnoozeTicket', until: minute(minutes + 1 + (pick % 90)) };
    case 'wake':
      return { ...on, kind: 'WakeTicket', because: pick % 3 === 0 ? 'due' : 'agent' };
    default:
      return plainly(act, on);
  }
}

function plainly(act: Act, on: CommandBasis & { readonly ticketId: string }): TicketCommand | undefined {
  switch (act) {
    case 'pend':
      return { ...on, kind: 'SetPending' };
    case 'resolve':
      return { ...on, kind: 'ResolveTicket' };
    case 'reopen':
      return { ...on, kind: 'ReopenTicket' };
    case 'close':
      return { ...on, kind: 'CloseTicket' };
    case 'mark as spam':
      return { ...on, kind: 'MarkAsSpam' };
    case 'remove spam mark':
      return { ...on, kind: 'RemoveSpamMark' };
    default:
      return undefined;
  }
}

const replyOf = (commandId: string, pick: number) =>
  ({ messageId: `r-${commandId}`, threadKeys: [`r${pick % 5}`], language: pick % 2 === 0 ? 'en' : 'ar' }) as const;

const thenOf = (pick: number) => (pick % 3 === 0 ? ({ then: pick % 2 === 0 ? 'pending' : 'resolved' } as const) : {});
