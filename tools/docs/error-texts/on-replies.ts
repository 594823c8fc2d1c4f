import type { Chapter } from './error-text.js';

const agent = 'agent';

/** Why a reply has not left, or did not arrive. */
export const onReplies: Chapter = {
  title: 'On replies',
  introduction:
    'Reasons on `ReplyFailed`, as the timeline shows them beside a reply. Beside these stand the codes of providers as they are: `SMTP.550` is what a mail server answered, `WHATSAPP.131026` what the Cloud API did, `WHATSAPP.HTTP_502` an answer without a code.',
  codes: {
    'OUTBOX.NOT_SET_UP': {
      who: 'supervisor',
      means: 'The inbox does not say what sending takes, or the variable it names is not set on the server.',
      then: 'Give the inbox a `sendSecretName` and the server that variable: the reply waits for it, and fails after its patience.',
    },
    'OUTBOX.CHANNEL_CANNOT_SEND': {
      who: agent,
      means: 'Nothing can be written back by this channel: a call, or an import.',
      then: 'Call back, or write by another channel.',
    },
    'OUTBOX.NO_RECIPIENT': {
      who: agent,
      means:
        'No person wrote in this conversation whom an answer could reach: only machines, unread addresses, or ourselves.',
      then: 'Write by another channel.',
    },
    'OUTBOX.ERASED': { who: agent, means: 'The reply was erased before it left.', then: 'Nothing.' },
    'SMTP.UNREACHABLE': {
      who: 'operator',
      means: 'The mail server could not be reached, or the connection broke.',
      then: 'Look at the mail server and at the URL in the inbox’s variable; the desk tries again for three days.',
    },
    'SMTP.NOT_LET_IN': {
      who: 'operator',
      means: 'The mail server refuses our name, password or certificate.',
      then: 'Compare the URL in the inbox’s variable; the desk tries again for three days.',
    },
    'SMTP.ADDRESS_REFUSED': {
      who: agent,
      means: 'The customer’s address is none that mail can go to.',
      then: 'Write by another channel.',
    },
    'WHATSAPP.WINDOW_CLOSED': {
      who: agent,
      means: 'The customer was not heard by WhatsApp for 24 hours: free text is not let through any more.',
      then: 'Write by another channel, or wait until they write.',
    },
    'WHATSAPP.TEXT_TOO_LONG': {
      who: agent,
      means: 'WhatsApp takes 4096 letters in one message.',
      then: 'Write two shorter replies.',
    },
    'WHATSAPP.UNREACHABLE': {
      who: 'operator',
      means: 'The Cloud API could not be reached, or the connection broke.',
      then: 'Look at the network and at the inbox’s `sendUrl`; the desk tries again for a day.',
    },
    'CHAT.VISITOR_AWAY': {
      who: agent,
      means: 'No window of the visitor is open; after 30 days the reply is given up.',
      then: 'It comes when they come back; until then, write by another channel.',
    },
    'CHAT.NOT_ACKNOWLEDGED': {
      who: agent,
      means: 'A window was open and did not say that it shows the reply.',
      then: 'It comes again when the visitor comes back; see docs/chat-protocol.md.',
    },
  },
};
