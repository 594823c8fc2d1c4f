import { createHmac } from 'node:crypto';

/** What customers write, Arabic and English; each text is one language, as people write. */
const arabic = [
  'السلام عليكم ورحمة الله', 'أين طلبي من فضلكم؟', 'لم تصلني الفاتورة حتى الآن', 'تأخر التوصيل ثلاثة أيام',
  'أريد استرداد المبلغ', 'الشحنة وصلت مكسورة', 'شكراً جزيلاً على المساعدة', 'كيف أغير عنوان التسليم؟',
] as const; // prettier-ignore
const english = [
  'Hello, I hope you are well.', 'Where is my parcel please?', 'The invoice was not in the box.', 'Thank you for the help.',
  'I would like to have a refund for this order.', 'It has been three days and we wait.', 'Can you change the address?',
  'The screen is broken and I do not know what to do.',
] as const; // prettier-ignore

/** A text of about `letters` letters, Arabic for three seeds of five; the same seed gives the same text. */
export function textOf(seed: number, letters: number): string {
  const sentences = seed % 5 < 3 ? arabic : english;
  let text = `${seed}`;
  for (let at = seed; text.length < letters; at = (at * 31 + 7) % 1_000_003)
    text += ` ${sentences[at % sentences.length]}`;
  return text;
}

/** A WhatsApp Cloud body of about 600 bytes: message `n`, of one of so many customers. */
export function cloudBody(n: number, customers = 5_000): Buffer {
  const from = `9665${String(10_000_000 + (n % customers))}`;
  const message = { from, id: `wamid.${n}`, timestamp: '1767225600', type: 'text', text: { body: textOf(n, 120) } };
  const contacts = [{ profile: { name: `Customer ${n % customers}` }, wa_id: from }];
  const metadata = { display_phone_number: '966112345678', phone_number_id: '112233445566778' };
  const value = { messaging_product: 'whatsapp', metadata, contacts, messages: [message] };
  const entry = [{ id: '102290129340398', changes: [{ field: 'messages', value }] }];
  return Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry }));
}

/** Lines for the batch door. */
export const batchOf = (bodies: readonly Buffer[], contentType: string): Buffer =>
  Buffer.from(bodies.map((body) => JSON.stringify({ contentType, bodyBase64: body.toString('base64') })).join('\n'));

/** A token by which a site vouches for its visitor. */
export function visitorToken(visitor: string, secret: string): string {
  const payload = Buffer.from(JSON.stringify({ visitor, session: `session-${visitor}` })).toString('base64url');
  return `${payload}.${createHmac('sha256', secret).update(payload).digest('base64url')}`;
}
