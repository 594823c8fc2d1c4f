import { checkCases, exceptedOfHelpdesk, helpdesk, helpdeskCases } from '#channels/testing';
import type { HelpdeskCase } from '#channels/testing';
import type { MessagePart, SenderPart } from '#sealing';
import { DeskAtHand } from './desk-at-hand.js';
import { DeskOfStrangers } from './desk-of-strangers.js';
import { checkOutcome } from './helpdesk.checks.js';
import type { Outcome } from './helpdesk.checks.js';
import { addressed, inboxOf, redelivered, setScene } from './helpdesk.scene.js';
import type { Earlier } from './helpdesk.scene.js';
import { ofType, partOf } from './history.js';
import type { History } from './history.js';

helpdesk.describe('a support inbox, from the door to the pages (needs ../shared/data)', () => {
  const strangers = new DeskOfStrangers();
  const check = async (one: HelpdeskCase) => {
    const shared = await strangers.for(helpdesk.bytes(one.file));
    const desk = shared ?? (await DeskAtHand.open());
    await checkOn(desk, one).finally(() => desk !== shared && desk.close());
  };

  checkCases({ name: `${helpdesk.name}, door to pages` }, helpdeskCases(check), exceptedOfHelpdesk);
  afterAll(() => strangers.close());
});

async function checkOn(desk: DeskAtHand, one: HelpdeskCase): Promise<void> {
  const earlier = await setScene(desk, one.given ?? {});
  if (one.given?.account === 'suspended') await expectShutDoor(desk, one);
  else checkOutcome(one, await outcomeOf(desk, one, earlier));
}

async function expectShutDoor(desk: DeskAtHand, { file, given = {}, expect: wanted }: HelpdeskCase): Promise<void> {
  expect((await desk.push(inboxOf(given), helpdesk.bytes(file), 'message/rfc822')).status).toBe(404);
  await desk.settled();
  expect((await desk.queue()).length).toBe(wanted.conversations_created);
}

async function outcomeOf(
  desk: DeskAtHand,
  { file, given = {} }: HelpdeskCase,
  earlier: Earlier | undefined,
): Promise<Outcome> {
  const before = await desk.history();
  const mail = addressed(helpdesk.bytes(file), given, earlier);
  const second = given.second_delivery_message_id;
  for (const bytes of second === undefined ? [mail] : [mail, redelivered(mail, second)]) {
    expect((await desk.push(inboxOf(given), bytes, 'message/rfc822')).status).toBe(201);
  }
  await desk.settled();
  return { ...(await lastMessage(desk)), ...grown(before, await desk.history()), earlier };
}

function grown(before: History, history: History) {
  const more = (type: 'TicketOpened' | 'HandleClaimed' | 'EnvelopeQuarantined') =>
    ofType(history, type).length - ofType(before, type).length;
  expect(more('EnvelopeQuarantined')).toBe(0);
  return { history, ticketsOpened: more('TicketOpened'), handlesClaimed: more('HandleClaimed') };
}

async function lastMessage(desk: DeskAtHand) {
  const message = ofType(await desk.history(), 'MessageReceived').at(-1);
  if (!message) throw new Error('the mail is not in the log');
  const { clear, stream, occurredAt } = message.event;
  const timeline = await desk.timeline(stream.slice('customer-'.length));
  const entry = timeline.find(({ id }) => id === clear.messageId);
  if (!entry) throw new Error('the mail is not on the timeline');
  const isBeside = (other: typeof entry) => other.kind === 'message' && other.conversationId === entry.conversationId;
  return {
    clear,
    occurredAt,
    sender: partOf<SenderPart>(message, 'sender'),
    content: partOf<MessagePart>(message, 'content'),
    entry,
    messages: timeline.filter(isBeside).length,
  };
}
