import type { Chapter } from './error-text.js';

/** Refusals by the rules of the desk. */
export const onTheRules: Chapter = {
  title: 'Where the rules say no',
  introduction:
    'The request is sound, but what it asks for cannot be. Nothing was written, and a refusal is not remembered: the same `Idempotency-Key` is judged anew at every try.',
  codes: {
    'PARKED.NOT_FOUND': {
      who: 'operator',
      means: 'Nothing of that stream lies parked: it was copied since, or never failed.',
      then: 'Nothing.',
    },
    'PARKED.ANOTHER_EVENT': {
      who: 'operator',
      means: 'Another event of that stream is the first that lies parked by now; the answer says which.',
      then: 'Look at that one before you decide.',
    },
    'TICKET.NOT_FOUND': {
      who: 'agent',
      means: 'There is no such ticket, or the pages have not reached it yet.',
      then: 'Ask with `minPosition` after a write.',
    },
    'TICKET.ALREADY_CLAIMED': {
      who: 'agent',
      means: 'Somebody else has it; the answer says who and since when.',
      then: 'Leave it to them, or ask a supervisor to assign it.',
    },
    'TICKET.OF_ANOTHER_TEAM': {
      who: 'agent',
      means: 'The ticket is with a team the agent is not in, and somebody else’s.',
      then: 'Ask a supervisor to hand it over, or to put you into that team.',
    },
    'TICKET.NOT_ACTIVE': {
      who: 'agent',
      means: 'Only a ticket that is new, open, pending or snoozed can be asked this.',
      then: 'Reopen it first, if it is resolved.',
    },
    'TICKET.NOT_RESOLVED': { who: 'agent', means: 'Only a resolved ticket can be closed.', then: 'Resolve it first.' },
    'TICKET.CLOSED': { who: 'agent', means: 'A closed ticket stays closed.', then: 'What comes now is a follow-up.' },
    'TICKET.SPAM': { who: 'agent', means: 'The ticket is marked as spam.', then: 'Take the mark off first.' },
    'TICKET.ANOTHER_IS_ACTIVE': {
      who: 'agent',
      means: 'Its conversation has another active ticket; two would compete for the customer’s next message.',
      then: 'Work on the active one.',
    },
    'TICKET.SNOOZE_IN_THE_PAST': {
      who: 'agent',
      means: 'The instant to sleep until is over.',
      then: 'Name one in the future.',
    },
    'TICKET.CHANGE_OUT_OF_ORDER': {
      who: 'operator',
      means: 'An import states of a ticket what contradicts more recent facts about it.',
      then: 'Sort the table by time, and import it with the map it was first imported with.',
    },
    'CONVERSATION.NOT_FOUND': {
      who: 'agent',
      means: 'This customer’s file has no such conversation.',
      then: 'Take the id from the timeline.',
    },
    'MESSAGE.NOT_FOUND': {
      who: 'agent',
      means: 'No such message stands there.',
      then: 'Take the ids from the timeline.',
    },
    'MESSAGE.NOT_IN_CONVERSATION': {
      who: 'agent',
      means: 'Somebody moved the message meanwhile; the answer says where it stands.',
      then: 'Read the timeline again.',
    },
    'CUSTOMER.ERASED': {
      who: 'agent',
      means: 'The customer was erased: nothing is written to them or about them in this file any more.',
      then: 'Bring their tickets to an end; who writes again has a new file.',
    },
    'MESSAGE.TRANSFERRED_AWAY': {
      who: 'agent',
      means: 'The message is in another customer’s file by now.',
      then: 'Go on there.',
    },
    'MESSAGE.NOT_FROM_CUSTOMER': {
      who: 'agent',
      means: 'Only what a customer sent can be moved: a reply stays where it was written.',
      then: 'Leave it.',
    },
    'CALL.NOT_TRANSFERABLE': {
      who: 'agent',
      means: 'A call stays in the file of the number it was made from.',
      then: 'Correct whose the handle is instead.',
    },
    'HANDLE.UNREADABLE': {
      who: 'agent',
      means: 'What was given cannot be read as an address or number of this kind.',
      then: 'Write it with its country code, or in full.',
    },
    'HANDLE.ALREADY_CLAIMED': {
      who: 'agent',
      means: 'The handle speaks for another customer; the answer says for whom.',
      then: 'Release it there first, or merge the two.',
    },
    'LINK.SAME_CUSTOMER': { who: 'agent', means: 'Both ids are of the same customer.', then: 'Name two.' },
    'LINK.JOINED_BY_OTHERS': {
      who: 'agent',
      means: 'Without this link the two would still be one person, by the other links that the answer names.',
      then: 'Undo those first.',
    },
    'LINK.ONE_PERSON': {
      who: 'agent',
      means: 'They are one person already, by the links that the answer names: there is no suggestion to dismiss.',
      then: 'Read the person again; unmerge them where they are two.',
    },
    'INBOX.KIND_FIXED': {
      who: 'admin',
      means: 'An inbox keeps the form it reads: the envelopes it took are of that form.',
      then: 'Connect another inbox.',
    },
    'AGENT.NOT_FOUND': {
      who: 'agent, supervisor, admin',
      means: 'No agent of that id was ever added to this desk, which has others.',
      then: 'Look at `GET /v1/agents`; an admin adds agents.',
    },
    'AGENT.ALREADY_ADDED': {
      who: 'admin',
      means: 'The id is taken by an agent of another name.',
      then: 'Choose another id, or rename that agent.',
    },
    'AGENT.DEACTIVATED': {
      who: 'agent, supervisor, admin',
      means: 'Nothing new is given to an agent who was deactivated.',
      then: 'Assign it to somebody else, or reactivate them.',
    },
    'AGENT.TOO_MANY_TEAMS': {
      who: 'supervisor, admin',
      means: 'An agent is in 50 teams at most.',
      then: 'Let them leave one first.',
    },
    'TEAM.NOT_FOUND': {
      who: 'agent, supervisor, admin',
      means: 'No team of that id was ever created on this desk, which has others.',
      then: 'Look at `GET /v1/teams`; an admin creates teams.',
    },
    'TEAM.ALREADY_CREATED': {
      who: 'admin',
      means: 'The id is taken by a team of another name.',
      then: 'Choose another id, or rename that team.',
    },
    'TEAM.DEACTIVATED': {
      who: 'agent, supervisor, admin',
      means: 'Nothing is handed to a team that was deactivated, and nobody joins it.',
      then: 'Hand it to another team, or reactivate this one.',
    },
  },
};
