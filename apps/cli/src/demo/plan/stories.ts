import type { Call } from './call-record.js';
import { chatDelivery, mailDelivery, whatsAppDelivery } from './deliveries.js';
import type { Dice } from './dice.js';
import { bounceMail, firstMail, laterMail, outOfOffice } from './mails-of.js';
import type { Delivery } from './moments.js';
import type { Persona } from './persona.js';
import { timeOfDay } from './setting.js';
import type { Story, Teller } from './teller.js';

type Chapter = (teller: Teller) => Story;

/** Kinds of days a customer can have, and how often each is. The first of them all happen, however few customers there are. */
export const chapters: readonly (readonly [Chapter, number])[] = [
  [mailAndWhatsAppThenChat, 6],
  [whatsAppThenCall, 9],
  [mailThenChat, 9],
  [mailWithBounce, 3],
  [mailWithOutOfOffice, 4],
  [callThenCallBack, 8],
  [mailOnly, 27],
  [whatsAppOnly, 20],
  [chatOnly, 14],
];

/** Minutes until the customer is heard again. */
const later = (dice: Dice): number => dice.between(40, 140);

function mailOnly(teller: Teller): Story {
  const first = firstMail(teller, teller.begins);
  const again = teller.dice.chance(45) ? [laterMail(teller, teller.begins + later(teller.dice), first)] : [];
  return told([mailDelivery(first, 3), ...again.map((mail) => mailDelivery(mail, 3))]);
}

function mailWithOutOfOffice(teller: Teller): Story {
  const first = firstMail(teller, teller.begins);
  const away = outOfOffice(teller, teller.begins + later(teller.dice), first);
  return told([mailDelivery(first, 3), mailDelivery(away, 2, { automatic: true })]);
}

/** The report comes from nobody, and belongs to the thread it names. */
function mailWithBounce(teller: Teller): Story {
  const first = firstMail(teller, teller.begins);
  const at = teller.begins + later(teller.dice);
  return told([mailDelivery(first, 3), bounceMail(teller, at, first)]);
}

function whatsAppOnly({ persona, begins, dice }: Teller): Story {
  const { topic } = persona;
  const messages = [
    ...messagesAt(persona, 'a', begins, [topic.asks]),
    ...(dice.chance(60) ? messagesAt(persona, 'b', begins + later(dice), [dice.chance(50) ? topic.again : topic.thanks]) : []),
  ]; // prettier-ignore
  return told(messages.map((message) => whatsAppDelivery([message], message.at + 1_000)));
}

/** The number that writes is the number that calls: one file. */
function whatsAppThenCall(teller: Teller): Story {
  const { persona, begins, dice } = teller;
  const [message] = messagesAt(persona, 'a', begins, [persona.topic.asks]);
  const call = callAt(teller, 1, begins + later(dice));
  return { deliveries: message ? [whatsAppDelivery([message], message.at + 1_000)] : [], calls: [call] };
}

function callThenCallBack(teller: Teller): Story {
  const { begins, dice } = teller;
  const missed = { ...callAt(teller, 1, begins), disposition: 'NO ANSWER', voicemail: false } as const;
  const back = {
    ...callAt(teller, 2, begins + dice.between(10, 40)),
    direction: 'outbound',
    voicemail: false,
  } as const;
  return { deliveries: [], calls: dice.chance(50) ? [missed, back] : [callAt(teller, 3, begins)] };
}

function chatOnly(teller: Teller): Story {
  const { persona, dice, begins } = teller;
  return told(chatAt(teller, begins, dice.chance(50) ? { email: persona.email } : {}));
}

/** The shop knows its visitor's mail address: who chats is who wrote. */
function mailThenChat(teller: Teller): Story {
  const first = firstMail(teller, teller.begins);
  const chat = chatAt(teller, teller.begins + later(teller.dice), { email: teller.persona.email });
  return told([mailDelivery(first, 3), ...chat]);
}

/** Two files that nothing joins, until the shop vouches for address and number at once; and then the mail goes on. */
function mailAndWhatsAppThenChat(teller: Teller): Story {
  const { persona, begins, dice } = teller;
  const { email, phone, topic } = persona;
  const first = firstMail(teller, begins);
  const [message] = messagesAt(persona, 'a', begins + dice.between(20, 60), [topic.again]);
  const chat = chatAt(teller, begins + later(dice) + 40, { email, phone: `+${phone}` });
  const again = dice.chance(75) ? [mailDelivery(laterMail(teller, begins + later(dice) + 90, first), 3)] : [];
  const whatsApp = message ? [whatsAppDelivery([message], message.at + 1_000)] : [];
  const call = dice.chance(50) ? [callAt(teller, 1, begins + later(dice) + 90)] : [];
  return { deliveries: [mailDelivery(first, 3), ...whatsApp, ...chat, ...again], calls: call };
}

const told = (deliveries: readonly Delivery[]): Story => ({ deliveries, calls: [] });

function messagesAt(from: Persona, part: string, minutes: number, texts: readonly string[]) {
  return texts.map((text, n) => ({
    from,
    id: `wamid.demo.${from.number}.${part}${n}`,
    at: timeOfDay(minutes) + n * 20_000,
    text,
  }));
}

function chatAt({ persona, dice }: Teller, minutes: number, vouched: { email?: string; phone?: string }): Delivery[] {
  const { asks, again, thanks } = persona.topic;
  const texts = dice.chance(50) ? [asks, again] : [again, thanks];
  return texts.map((text, n) =>
    chatDelivery(persona, { id: `m${n + 1}`, at: timeOfDay(minutes) + n * 45_000, text }, vouched),
  );
}

function callAt({ persona, dice }: Teller, number: number, minutes: number): Call {
  const at = timeOfDay(minutes);
  const [disposition, voicemail] = dice.weighed([
    [['ANSWERED', false], 7],
    [['NO ANSWER', false], 2],
    [['ANSWERED', true], 1],
  ] as const);
  return {
    id: `${at / 1000}.${persona.number * 10 + number}`,
    at,
    number: `0${persona.phone.slice('966'.length)}`,
    name: persona.name,
    direction: 'inbound',
    disposition,
    voicemail,
    waitedSeconds: dice.between(4, 40),
    talkedSeconds: dice.between(30, 600),
  };
}
