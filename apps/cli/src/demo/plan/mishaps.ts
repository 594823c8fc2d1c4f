import type { Call } from './call-record.js';
import { callRow } from './call-record.js';
import { fileOf, sayingOf } from './call-files.js';
import { callsDelivery, chatDelivery, instant, mailDelivery, mailEnvelope, whatsAppDelivery } from './deliveries.js';
import type { Dice } from './dice.js';
import { firstMail } from './mails-of.js';
import type { Delivery } from './moments.js';
import { personaOf } from './persona.js';
import type { Persona } from './persona.js';
import { demoInboxes, timeOfDay } from './setting.js';
import { whatsAppSignature } from './whatsapp-body.js';

const minute = 60_000;
const noon = 12 * 60;
const yesterday = 24 * 60 * minute;

/**
 * Things come twice: the same bytes again, the same mail by another server's hands, the same message in another body.
 * Nothing new is said.
 */
export function repeatsOf(deliveries: readonly Delivery[], dice: Dice): readonly Delivery[] {
  return deliveries.flatMap((delivery) => {
    if (!dice.chance(8)) return [];
    const at = instant(Date.parse(delivery.at) + dice.between(2, 30) * minute);
    return [{ ...(dice.chance(50) ? inOtherBytes(delivery) : delivery), at }];
  });
}

function inOtherBytes(delivery: Delivery): Delivery {
  const { road, bytes } = delivery;
  if (road.by === 'webhook') {
    const again = Buffer.from(JSON.stringify(JSON.parse(bytes.toString()), null, 1));
    return { ...delivery, bytes: again, road: { ...road, signature: whatsAppSignature(again) } };
  }
  if (road.by !== 'envelope' || road.inbox !== demoInboxes.mail.id) return delivery;
  const trace = Buffer.from('Received: from mx2.post.example by mail.shop.example; forwarded\r\n');
  return { ...delivery, bytes: Buffer.concat([trace, bytes]) };
}

/** What nobody plans for: late, broken and forged. `first` is the number of the next persona. */
export function mishaps(first: number, dice: Dice): readonly Delivery[] {
  const person = (n: number) => personaOf(first + n, dice);
  return [
    lateMail(person(0), dice),
    lateCall(callOf(person(1), timeOfDay(16 * 60 + 20) - yesterday, dice)),
    badRow(callOf(person(2), timeOfDay(noon - 35), dice), callOf(person(3), timeOfDay(noon - 20), dice)),
    unclosedQuote(callOf(person(4), timeOfDay(noon + 70), dice)),
    emptyMail(),
    brokenBody(person(5)),
    forgedBody(person(6)),
    forgedToken(person(7)),
  ];
}

/** It lay on a server for three days. */
function lateMail(persona: Persona, dice: Dice): Delivery {
  const mail = firstMail({ persona, dice, begins: noon }, noon - 40);
  return mailDelivery({ ...mail, date: mail.date - 3 * yesterday }, (3 * yesterday) / 1000);
}

function lateCall(call: Call): Delivery {
  return callsDelivery(fileOf([call]), timeOfDay(noon - 90), [sayingOf(call)]);
}

/** One row is short: it is refused alone. */
function badRow(one: Call, other: Call): Delivery {
  const csv = `${callRow(one)}\n"","0501112223","Dial","ANSWERED"\n${callRow(other)}\n`;
  return callsDelivery(csv, timeOfDay(noon + 2), [sayingOf(one), sayingOf(other)], 1);
}

/** A quote is not closed: what stands before it counts, nothing after it can be told apart. */
function unclosedQuote(call: Call): Delivery {
  const csv = `${callRow(call)}\n"","0501112224,"+966112345678","from-trunk\n"","0501112225"\n`;
  return callsDelivery(csv, timeOfDay(noon + 95), [sayingOf(call)], 1);
}

const emptyMail = (): Delivery => ({
  ...mailEnvelope(Buffer.from('\r\n\r\n'), timeOfDay(noon + 11), []),
  unreadable: 1,
});

/** Meta signed it, and then a proxy cut it off. */
function brokenBody(persona: Persona): Delivery {
  const whole = forgedMessage(persona);
  const bytes = whole.bytes.subarray(0, whole.bytes.length - 40);
  const road = { by: 'webhook', inbox: demoInboxes.whatsapp.id, signature: whatsAppSignature(bytes) } as const;
  return { ...whole, bytes, road, sayings: [], unreadable: 1 };
}

/** Signed with another secret: the door takes nothing of it. */
function forgedBody(persona: Persona): Delivery {
  const { bytes, ...delivery } = forgedMessage(persona);
  const signature = whatsAppSignature(bytes, 'a guess');
  const road = { by: 'webhook', inbox: demoInboxes.whatsapp.id, signature } as const;
  return { ...delivery, bytes, road, sayings: [], expected: 'refused' };
}

function forgedMessage(from: Persona): Delivery {
  const at = timeOfDay(noon + 30);
  return whatsAppDelivery([{ from, id: `wamid.demo.${from.number}.x`, at, text: from.topic.asks }], at + 1_000);
}

/** Somebody changed who they are and could not sign it. */
function forgedToken(persona: Persona): Delivery {
  const delivery = chatDelivery(persona, { id: 'm1', at: timeOfDay(noon + 40), text: persona.topic.asks }, {});
  const { road } = delivery;
  if (road.by !== 'chat') throw new TypeError('a chat message travels by chat');
  const payload = Buffer.from(JSON.stringify({ visitor: 'somebody-else' })).toString('base64url');
  const token = `${payload}.${road.token.split('.')[1] ?? ''}`;
  return { ...delivery, road: { ...road, token }, sayings: [], expected: 'refused' };
}

function callOf(persona: Persona, at: number, dice: Dice): Call {
  return {
    id: `${at / 1000}.${persona.number * 10}`,
    at,
    number: `0${persona.phone.slice('966'.length)}`,
    name: persona.name,
    direction: 'inbound',
    disposition: 'ANSWERED',
    voicemail: false,
    waitedSeconds: dice.between(4, 40),
    talkedSeconds: dice.between(30, 400),
  };
}
