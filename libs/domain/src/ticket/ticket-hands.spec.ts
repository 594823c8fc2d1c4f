import { asked, fact, givenFile, happened, minute } from '../../testing/index.js';
import { TicketAlreadyClaimed, TicketNotActive, TicketNotFound, TicketOfAnotherTeam } from './ticket.refusals.js';

const story = [happened(minute(0), 'MessageReceived'), happened(minute(0), 'TicketOpened')] as const;
const alis = happened(minute(1), 'TicketAssigned', { agentId: 'ali', claimed: true, cause: 'k0' });
const resolved = happened(minute(2), 'TicketResolved', { cause: 'k00' });
const ticketId = 'ann.1';
const claim = { kind: 'ClaimTicket', ...asked('k1', minute(5)), ticketId, agentId: 'ali' } as const;
const assign = { kind: 'AssignTicket', ...asked('k1', minute(5)), ticketId, agentId: 'ali' } as const;
const release = { kind: 'ReleaseTicket', ...asked('k1', minute(5)), ticketId, agentId: 'ali' } as const;
const handOver = { kind: 'HandOverTicket', ...asked('k1', minute(5)), ticketId, teamId: 'billing' } as const;

describe('An agent claims a ticket', () => {
  it('that nobody has', () => {
    givenFile(...story)
      .when(claim)
      .then(fact('TicketAssigned', { agentId: 'ali', claimed: true, cause: 'k1' }));
  });
  it('that is theirs already, and nothing changes', () => {
    givenFile(...story, alis)
      .when(claim)
      .thenNothing();
  });
  it('that somebody else has, and is told who has it and since when', () => {
    givenFile(...story, alis)
      .when({ ...claim, agentId: 'mona' })
      .thenRefused(TicketAlreadyClaimed, { code: 'TICKET.ALREADY_CLAIMED', agentId: 'ali', since: minute(1) });
  });
  it('that is resolved, and is told so', () => {
    givenFile(...story, resolved)
      .when(claim)
      .thenRefused(TicketNotActive, { code: 'TICKET.NOT_ACTIVE', status: 'resolved' });
  });
  it('that does not exist, and is told so', () => {
    givenFile(...story)
      .when({ ...claim, ticketId: 'ann.01' })
      .thenRefused(TicketNotFound, { code: 'TICKET.NOT_FOUND', ticketId: 'ann.01' });
  });
});

describe('Somebody assigns a ticket', () => {
  it('to an agent, whoever had it', () => {
    const given = fact('TicketAssigned', { agentId: 'ali', claimed: false, cause: 'k1' });
    givenFile(...story)
      .when(assign)
      .then(given);
    givenFile(...story, { ...alis, clear: { ...alis.clear, agentId: 'mona' } })
      .when(assign)
      .then(given);
  });
  it('to the agent who has it, and nothing changes', () => {
    givenFile(...story, alis)
      .when(assign)
      .thenNothing();
  });
  it('that is resolved, and is refused', () => {
    givenFile(...story, resolved)
      .when(assign)
      .thenRefused(TicketNotActive, { status: 'resolved' });
  });
});

describe('An agent releases a ticket', () => {
  it('and nobody has it', () => {
    givenFile(...story, alis)
      .when(release)
      .then(fact('TicketUnassigned', { agentId: 'ali', cause: 'k1' }));
  });
  it('that nobody has, and nothing changes', () => {
    givenFile(...story)
      .when(release)
      .thenNothing();
  });
  it('that somebody else took meanwhile, and does not take it from them', () => {
    givenFile(...story, alis)
      .when({ ...release, agentId: 'mona' })
      .thenRefused(TicketAlreadyClaimed, { agentId: 'ali', since: minute(1) });
  });
  it('and somebody else may claim it', () => {
    givenFile(...story, alis, happened(minute(2), 'TicketUnassigned', { agentId: 'ali', cause: 'k2' }))
      .when({ ...claim, agentId: 'mona' })
      .then(fact('TicketAssigned', { agentId: 'mona', claimed: true, cause: 'k1' }));
  });
});

describe('A ticket is handed over', () => {
  it('to a team, and its assignee lets go', () => {
    givenFile(...story, alis)
      .when(handOver)
      .then(fact('TicketHandedOver', { teamId: 'billing', fromAgentId: 'ali', cause: 'k1' }));
  });
  it('to a team from nobody in particular', () => {
    givenFile(...story)
      .when(handOver)
      .then(fact('TicketHandedOver', { teamId: 'billing', cause: 'k1' }));
  });
  it('to the team it waits for already, and nothing changes', () => {
    givenFile(...story, happened(minute(1), 'TicketHandedOver', { teamId: 'billing', cause: 'k0' }))
      .when(handOver)
      .thenNothing();
  });
  it('and the agent who had it has it no more', () => {
    givenFile(...story, alis, happened(minute(2), 'TicketHandedOver', { teamId: 'billing', cause: 'k2' }))
      .when({ ...claim, agentId: 'mona' })
      .then(fact('TicketAssigned', { agentId: 'mona', claimed: true, cause: 'k1' }));
  });
  it('when resolved, and is refused', () => {
    givenFile(...story, resolved)
      .when(handOver)
      .thenRefused(TicketNotActive, { status: 'resolved' });
  });
});

describe('A ticket is sorted', () => {
  const prioritise = { kind: 'PrioritiseTicket', ...asked('k1', minute(5)), ticketId, priority: 'high' } as const;
  const tag = { kind: 'TagTicket', ...asked('k1', minute(5)), ticketId, tag: 'refund' } as const;
  const tagged = happened(minute(1), 'TicketTagged', { tag: 'refund', cause: 'k0' });

  it('by priority, which is normal from the start', () => {
    givenFile(...story)
      .when(prioritise)
      .then(fact('TicketPrioritised', { priority: 'high', cause: 'k1' }));
    givenFile(...story)
      .when({ ...prioritise, priority: 'normal' })
      .thenNothing();
    givenFile(...story, happened(minute(1), 'TicketPrioritised', { priority: 'high', cause: 'k0' }))
      .when(prioritise)
      .thenNothing();
  });
  it('by tags, each of which is on it once', () => {
    givenFile(...story)
      .when(tag)
      .then(fact('TicketTagged', { tag: 'refund', cause: 'k1' }));
    givenFile(...story, tagged)
      .when(tag)
      .thenNothing();
  });
  it('by taking a tag off, if it is on', () => {
    givenFile(...story, tagged)
      .when({ ...tag, kind: 'UntagTicket' })
      .then(fact('TicketUntagged', { tag: 'refund', cause: 'k1' }));
    givenFile(...story, tagged, happened(minute(2), 'TicketUntagged', { tag: 'refund', cause: 'k2' }))
      .when({ ...tag, kind: 'UntagTicket' })
      .thenNothing();
  });
  it('also after it was resolved', () => {
    givenFile(...story, resolved)
      .when(tag)
      .then(fact('TicketTagged', { tag: 'refund', cause: 'k1' }));
  });
});

describe('An agent who works for some teams', () => {
  const reach = { agentId: 'mona', teamIds: ['sales'] };
  const monas = { ...claim, agentId: 'mona', reach };
  const handedTo = (teamId: string) => happened(minute(1), 'TicketHandedOver', { teamId, cause: 'k0' });

  it('takes a ticket of no team, and one of theirs', () => {
    const taken = fact('TicketAssigned', { agentId: 'mona', claimed: true, cause: 'k1' });
    givenFile(...story)
      .when(monas)
      .then(taken);
    givenFile(...story, handedTo('sales'))
      .when(monas)
      .then(taken);
  });
  it.each([
    monas,
    { ...handOver, reach },
    { kind: 'ResolveTicket', ...asked('k1', minute(5)), ticketId, reach } as const,
    { kind: 'AddNote', ...asked('k1', minute(5)), ticketId, noteId: 'n1', reach } as const,
    { kind: 'WriteReply', ...asked('k1', minute(5)), ticketId, messageId: 'r1', threadKeys: [], language: 'en', reach } as const,
  ])('is refused a ticket of another team: $kind', (command) => {
    givenFile(...story, handedTo('billing'))
      .when(command)
      .thenRefused(TicketOfAnotherTeam, { code: 'TICKET.OF_ANOTHER_TEAM', ticketId, teamId: 'billing' });
  }); // prettier-ignore
  it('goes on with their own, whichever team it is with', () => {
    const given = happened(minute(2), 'TicketAssigned', { agentId: 'mona', cause: 'k00' });
    givenFile(...story, handedTo('billing'), given)
      .when({ ...release, agentId: 'mona', reach })
      .then(fact('TicketUnassigned', { agentId: 'mona', cause: 'k1' }));
  });
});
