import type { PlainEvent } from '../faults/plain-reader.js';
import { contradictions, lifeOf } from './judge.js';
import type { Asked } from './race.js';

const at = (position: number) => `2026-03-01T08:00:00.${String(position).padStart(3, '0')}Z`;
const tokenOf = (position: number) => Buffer.from(`log desk 1 ${position}`).toString('base64url');

/** Facts about one ticket, one after the other from position 1. */
const facts = (...told: readonly (readonly [type: string, by: string, clear?: object])[]): readonly PlainEvent[] =>
  told.map(([type, by, clear], n) => ({
    ...{ stream: 'customer-ann', version: n + 1, id: '', schema: 1, correlationId: '', causationId: '' },
    ...{ sealed: [], hash: Buffer.alloc(0), type, position: n + 1, occurredAt: at(n + 1), receivedAt: at(n + 1) },
    actor: { class: by === '' ? 'system' : 'agent', id: by },
    clear: { ticketId: 'ann.1', ...clear },
  }));

const opened = ['TicketOpened', ''] as const;
const claimedBy = (agentId: string) => ['TicketAssigned', agentId, { agentId, claimed: true }] as const;
const leftBy = (agentId: string) => ['TicketUnassigned', agentId, { agentId }] as const;

const asked = (agentId: string, said: Partial<Asked>): Asked => ({
  ...{ commandId: `by-${agentId}`, ticketId: 'ann.1', what: 'claim', agentId, knowing: 0, answeredAt: at(99) },
  ...{ status: 200, told: {} },
  ...said,
});
const yes = (agentId: string, position: number) =>
  asked(agentId, { told: { facts: ['TicketAssigned'], position: tokenOf(position) } });
const no = (agentId: string, has: string, since: number, knowing: number) =>
  asked(agentId, { knowing, status: 409, told: { code: 'TICKET.ALREADY_CLAIMED', facts: { agentId: has, since: at(since) } } }); // prettier-ignore

function judged(events: readonly PlainEvent[], answers: readonly Asked[]): readonly string[] {
  return contradictions(answers, events, new Map([['ann.1', lifeOf('ann.1', events)]]));
}

describe('the judge of a race', () => {
  it('sees a ticket that two have at a time, and one that is left by who does not have it', () => {
    expect(lifeOf('ann.1', facts(opened, claimedBy('ali'), claimedBy('mona'))).faults).toHaveLength(1);
    expect(lifeOf('ann.1', facts(opened, claimedBy('ali'), leftBy('mona'))).faults).toHaveLength(1);
    expect(lifeOf('ann.1', facts(opened, claimedBy('ali'), leftBy('ali'), claimedBy('mona'))).faults).toEqual([]);
  });

  it('sees a fact nobody was told of, one that two were told of, and one that is another’s', () => {
    const events = facts(opened, claimedBy('ali'));
    expect(judged(events, [yes('ali', 2)])).toEqual([]);
    expect(judged(events, [])).toEqual(['nobody was told of 2']);
    expect(judged(events, [yes('ali', 2), yes('mona', 2)])).toHaveLength(2);
  });

  it('takes a refusal that names who had it, and none that names somebody who had left it when it was asked', () => {
    const events = facts(opened, claimedBy('ali'), leftBy('ali'), claimedBy('mona'));
    const told = [yes('ali', 2), asked('ali', { told: { facts: ['TicketUnassigned'], position: tokenOf(3) } }), yes('mona', 4)]; // prettier-ignore
    expect(judged(events, [...told, no('cid', 'ali', 2, 2)])).toEqual([]);
    expect(judged(events, [...told, no('cid', 'ali', 2, 3)])).toHaveLength(1);
    expect(judged(events, [...told, no('cid', 'mona', 2, 2)])).toHaveLength(1);
    expect(judged(events, [...told, no('mona', 'mona', 4, 4)])).toHaveLength(1);
  });
});
