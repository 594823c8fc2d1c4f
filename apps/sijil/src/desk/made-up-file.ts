import type { Step, Work } from '#application';
import { decideCustomerFile } from '#domain';
import type { CommandBasis, CustomerFile, CustomerFileCommand, ReceiveMessage } from '#domain';

const customerId = 'made-up';
/** The stream of a customer whom nobody ever meets: it stands in no store. */
export const madeUpStream = `customer-${customerId}`;

const at = '2026-01-01T00:00:00.000Z';

/** Mails of so many conversations, each answered, noted on and resolved. */
export const madeUpTickets = (tickets: number): Work<CustomerFile> => work(Array.from({ length: tickets }, (_, nth) => lifeOfTicket(nth + 1)).flat()); // prettier-ignore

/** What an agent does next on one of them. */
export const moreOnTicket = (nth: number): Work<CustomerFile> => {
  const ticketId = `${customerId}.${nth}`;
  return work([
    { kind: 'ReopenTicket', ...asked(`reopen ${nth}`), ticketId },
    { kind: 'AddNote', ...asked(`more ${nth}`), ticketId, noteId: `more ${nth}` },
  ]);
};

function lifeOfTicket(nth: number): readonly CustomerFileCommand[] {
  const ticketId = `${customerId}.${nth}`;
  return [
    mail(nth),
    { kind: 'ClaimTicket', ...asked(`claim ${nth}`), ticketId, agentId: 'nobody' },
    { kind: 'AddNote', ...asked(`note ${nth}`), ticketId, noteId: `note ${nth}` },
    { kind: 'WriteReply', ...asked(`reply ${nth}`), ticketId, messageId: `reply ${nth}`, threadKeys: [`reply ${nth}`], language: 'en' }, // prettier-ignore
    { kind: 'ResolveTicket', ...asked(`resolve ${nth}`), ticketId },
  ];
}

function mail(nth: number): ReceiveMessage {
  const messageId = `mail ${nth}`;
  const where = { inbox: 'nowhere', channel: 'email', lane: 'live', envelope: '', parser: 'none@1' } as const;
  const who = { handle: customerId, handleClass: 'personal', automatic: 'no' } as const;
  const what = { messageId, body: 'text', language: 'en', attachments: 0, nativeKey: messageId, threadKeys: [messageId] } as const; // prettier-ignore
  return {
    kind: 'ReceiveMessage',
    ...asked(messageId),
    ...{ occurredAt: at, clues: [], newConversationKey: '', ticketNumber: nth },
    policy: { reopenWindowSeconds: 0, version: 'none@1' },
    message: { ...where, ...who, ...what },
  };
}

const asked = (commandId: string): CommandBasis => ({ commandId, at, actor: { class: 'agent', id: 'nobody' } });

const work = (commands: readonly CustomerFileCommand[]): Work<CustomerFile> => ({
  stream: madeUpStream,
  owner: customerId,
  steps: commands.map(stepOf),
});

function stepOf(command: CustomerFileCommand): Step<CustomerFile> {
  const { commandId, actor } = command;
  const ids = { commandId, correlationId: commandId, causationId: commandId };
  return {
    occasion: { ...ids, at, occurredAt: at, receivedAt: at, actor },
    decide: (file) => decideCustomerFile(file, command),
    plain: [{ name: 'content', plaintext: '{"text":""}' }],
  };
}
