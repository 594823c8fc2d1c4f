import { priorities, statedStatuses } from '#domain';
import type { CustomerFileCommand, StatedTicket } from '#domain';
import { asked } from '#domain/testing';
import { cluesOf, instantOf, policy } from './moment.js';
import type { Moment } from './moment.js';
import type { Act } from './step.js';

const source = { inbox: 'old-desk', lane: 'bulk', envelope: '1', parser: 'history@1' } as const;
const channels = ['email', 'chat', 'social', 'phone'] as const;

/** The command of what a system outside states of the past; `undefined` of acts that are none. */
export function pastOf(act: Act, moment: Moment): CustomerFileCommand | undefined {
  const [late, { id, pick }] = [moment.pick % 5 === 0 ? 600 : 0, moment];
  const about = { ...asked(id, instantOf(moment)), occurredAt: instantOf(moment, late) };
  const nativeKey = `INC${pick % 2}-${moment.file.customerId}`;
  switch (act) {
    case 'opening': {
      const found = { clues: [], newConversationKey: '', policy, ticketNumber: moment.count };
      const [channel, handleClass] = [channels[pick % 4] ?? 'email', pick % 3 === 0 ? 'shared' : 'personal'] as const;
      const opening = { ...source, channel, handle: 'ann@home', handleClass, nativeKey };
      const actor = pick % 3 === 1 ? about.actor : ({ class: 'customer', id: moment.file.customerId } as const);
      return { ...about, ...found, actor, kind: 'RecordOpening', opening };
    }
    case 'change':
      return { ...about, kind: 'RecordChange', clues: cluesOf(moment), nativeKey, now: statedBy(pick) };
    case 'past reply': {
      const reply = { ...source, messageId: id, threadKeys: [], language: 'ar', nativeKey: id };
      return { ...about, kind: 'RecordReply', clues: cluesOf(moment), reply, resolves: pick % 3 === 0 };
    }
    default:
      return undefined;
  }
}

/** What is stated of a ticket: any of what can be. */
const statedBy = (pick: number): StatedTicket => ({
  ...(pick % 2 === 0 && { status: statedStatuses[(pick >> 1) % 4] ?? 'open' }),
  ...(pick % 3 === 0 && { assigneeId: ['ali', 'mona', ''][(pick >> 2) % 3] ?? '' }),
  ...(pick % 5 === 0 && { teamId: `team-${(pick >> 3) % 2}` }),
  ...(pick % 7 === 0 && { priority: priorities[(pick >> 4) % 4] ?? 'normal' }),
  ...(pick % 3 === 1 && { topic: `topic-${(pick >> 5) % 2}` }),
});
