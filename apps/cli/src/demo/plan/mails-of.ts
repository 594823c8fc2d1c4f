import { mailEnvelope } from './deliveries.js';
import { bounceBytes } from './mail/bounce.js';
import { mailDate } from './mail/write-mail.js';
import type { Mail } from './mail/write-mail.js';
import type { Delivery } from './moments.js';
import { demoInboxes, timeOfDay, wallClock } from './setting.js';
import type { Teller } from './teller.js';

const to = demoInboxes.mail.address;
const letterhead = { ar: 'مع التحية', en: 'Kind regards' } as const;

/** A picture of one grey point: attachments need not be large to be attachments. */
const receipt = {
  name: 'receipt.png',
  contentType: 'image/png',
  bytes: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
    'base64',
  ),
};

/** The first mail of a thread: in UTF-8 or windows-1256, in one part or several, with a receipt or without. */
export function firstMail({ persona, dice }: Teller, minutes: number): Mail {
  const { topic, name, email, speaks, number } = persona;
  const text = `${topic.asks}\n\n${letterhead[speaks]}\n${name}\n`;
  const html = `<div dir="${speaks === 'ar' ? 'rtl' : 'ltr'}"><p>${topic.asks}</p><p>${letterhead[speaks]}<br>${name}</p></div>`;
  return {
    id: `first.${number}@post.example`,
    from: { name, address: email },
    to,
    subject: topic.subject,
    date: timeOfDay(minutes),
    text,
    charset: speaks === 'ar' && dice.chance(35) ? 'windows-1256' : 'utf-8',
    transfer: dice.pick(['base64', 'quoted-printable']),
    ...(dice.chance(40) && { html }),
    ...(dice.chance(25) && { attachment: receipt }),
  };
}

/** How mail programs head what they quote. */
const wrote = {
  ar: (time: string) => `في الاثنين، 2 مارس 2026 في ${time} كتب <${to}>:`,
  en: (time: string) => `On Mon, 2 Mar 2026 at ${time}, <${to}> wrote:`,
} as const;

/** An answer in a thread, with what it answers below it. */
export function laterMail({ persona, dice }: Teller, minutes: number, first: Mail): Mail {
  const { topic, speaks, number } = persona;
  const quote = first.text.trimEnd().split('\n').map((line) => `> ${line}`).join('\n'); // prettier-ignore
  const heading = wrote[speaks](wallClock(first.date).slice(11, 16));
  const { html: _, attachment: __, ...plain } = first;
  return {
    ...plain,
    id: `later.${number}@post.example`,
    subject: `Re: ${topic.subject}`,
    date: timeOfDay(minutes),
    text: `${dice.chance(60) ? topic.again : topic.thanks}\n\n${heading}\n${quote}\n`,
    inReplyTo: first.id,
    references: [first.id],
  };
}

/** A responder's answer to whatever the desk wrote: known by its header, and part of the thread. */
export function outOfOffice({ persona }: Teller, minutes: number, first: Mail): Mail {
  const { html: _, attachment: __, ...plain } = first;
  const arabic = 'أنا خارج المكتب وسأعود يوم الأحد.';
  return {
    ...plain,
    trace: ['Auto-Submitted: auto-replied'],
    id: `away.${persona.number}@post.example`,
    subject: `${persona.speaks === 'ar' ? 'رد تلقائي' : 'Automatic reply'}: ${first.subject}`,
    date: timeOfDay(minutes),
    text: persona.speaks === 'ar' ? arabic : 'I am out of the office until Sunday.',
    references: [first.id],
  };
}

/** A mail system gives back what the desk wrote to this customer. */
export function bounceMail({ persona }: Teller, minutes: number, first: Mail): Delivery {
  const date = timeOfDay(minutes);
  const id = `bounce.${persona.number}@mx.post.example`;
  const about = { id, recipient: persona.email, desk: to, thread: first.id, dateHeader: mailDate(date) };
  const saying = { name: `mail ${id}`, what: 'message', channel: 'email', automatic: true, handles: [] } as const;
  return mailEnvelope(bounceBytes(about), date + 2_000, [saying]);
}
