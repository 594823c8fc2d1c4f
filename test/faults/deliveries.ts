import { createHash } from 'node:crypto';
import { Chance } from './chance.js';

/** One raw envelope as a connector sends it, and what we know to be in it. */
export interface Delivery {
  readonly inbox: string;
  readonly nativeId: string;
  readonly contentType: string;
  readonly bytes: Buffer;
  /** Each message or call bears a mark of its own in its text. */
  readonly marks: readonly number[];
  /** Parts that cannot be read. */
  readonly refusals: number;
}

/** The inboxes these deliveries are for, as the api takes them. */
export const faultInboxes = {
  mail: { kind: 'email', address: 'help@desk.example' },
  whatsapp: { kind: 'whatsapp-cloud', address: '1122334455667' },
  phone: { kind: 'asterisk-cdr', address: '+966112000000', region: 'SA', timeZone: 'Asia/Riyadh' },
} as const;

/** What names an envelope at the door. */
export const nameOf = ({ inbox, nativeId, bytes }: Delivery): string =>
  `${inbox} ${nativeId} ${createHash('sha256').update(bytes).digest('hex')}`;

const firstOfMarch = Date.parse('2026-03-01T05:00:00.000Z');
/** Bytes of text that put a mail, and what is sealed of it, into the blob store. */
const largeText = 80 * 1024;

/** A seeded day of mixed input: mails (some large), WhatsApp bodies, call records, repeats and broken ones. */
export class Deliveries {
  readonly #chance: Chance;
  #made = 0;
  #marks = 0;
  readonly #sent: Delivery[] = [];
  readonly #threads: string[][];

  /** Of so many customers, at most a million. */
  constructor(
    seed: number,
    private readonly customers = 24,
  ) {
    this.#chance = new Chance(seed);
    this.#threads = Array.from({ length: customers }, () => []);
  }

  /** Messages and calls told of so far. */
  get marks(): number {
    return this.#marks;
  }

  next(): Delivery {
    this.#made += 1;
    const delivery = this.#repeated() ?? this.#fresh();
    this.#sent.push(delivery);
    return delivery;
  }

  /** A mail whose body lies in the blob store. */
  nextLarge(): Delivery {
    this.#made += 1;
    return this.#mail('large '.repeat(largeText / 6));
  }

  /** One that cannot be read. */
  nextBroken(): Delivery {
    this.#made += 1;
    return this.#broken();
  }

  /** A mail of somebody who never wrote before: it opens a ticket, which of the others only some do. */
  nextOfStranger(): Delivery {
    this.#made += 1;
    return this.#mail('', this.#threads.push([]) - 1);
  }

  /** Now and then the same triple, or the same content under another delivery id. */
  #repeated(): Delivery | undefined {
    const before = this.#chance.oneIn(6) ? this.#chance.pick(this.#sent) : undefined;
    if (before === undefined || this.#chance.oneIn(2)) return before;
    return before.refusals > 0 ? undefined : { ...before, nativeId: `again-${this.#made}` };
  }

  #fresh(): Delivery {
    const kind = this.#chance.between(1, 20);
    if (kind === 1) return this.nextLarge();
    if (kind === 2) return this.#broken();
    if (kind <= 10) return this.#mail();
    return kind <= 16 ? this.#whatsapp() : this.#calls();
  }

  #mark(): number {
    return (this.#marks += 1);
  }

  #mail(more = '', who = this.#chance.between(0, this.customers - 1)): Delivery {
    const mark = this.#mark();
    const thread = this.#threads[who] ?? [];
    const answers = thread.length > 0 && this.#chance.oneIn(2) ? thread.slice(-3) : [];
    const id = `<mail-${mark}@example.com>`;
    this.#threads[who] = [...(answers.length > 0 ? thread : []), id];
    const lines = [
      `From: "Customer ${who}" <customer${who}@example.com>`,
      'To: help@desk.example',
      `Subject: About order ${who}`,
      `Message-ID: ${id}`,
      `Date: ${new Date(this.#clock(mark)).toUTCString()}`,
      ...(answers.length > 0 ? [`In-Reply-To: ${answers.at(-1)}`, `References: ${answers.join(' ')}`] : []),
      'Content-Type: text/plain; charset=utf-8',
      '',
      `Where is it? mark-${mark}. ${more}`,
      '',
    ];
    return this.#delivery('mail', 'message/rfc822', lines.join('\r\n'), [mark]);
  }

  #whatsapp(): Delivery {
    const who = this.#chance.between(0, this.customers - 1);
    const from = `96650${String(who).padStart(7, '0')}`;
    const marks = Array.from({ length: this.#chance.between(1, 3) }, () => this.#mark());
    const messages = marks.map((mark) => ({
      from,
      id: `wamid.${mark}`,
      timestamp: String(Math.floor(this.#clock(mark) / 1000)),
      type: 'text',
      text: { body: `أين طلبي؟ mark-${mark}.` },
    }));
    const metadata = { display_phone_number: '966112223333', phone_number_id: faultInboxes.whatsapp.address };
    const contacts = [{ profile: { name: `Customer ${who}` }, wa_id: from }];
    const value = { messaging_product: 'whatsapp', metadata, contacts, messages };
    const body = { object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value }] }] };
    return this.#delivery('whatsapp', 'application/json', JSON.stringify(body), marks);
  }

  /** A piece of `Master.csv`; now and then one of its rows is cut short. */
  #calls(): Delivery {
    const marks = Array.from({ length: this.#chance.between(1, 4) }, () => this.#mark());
    const rows = marks.map((mark) => this.#row(mark));
    const cut = this.#chance.oneIn(4) ? ['"","+966500000000","cut short"'] : [];
    return this.#delivery('phone', 'text/csv', [...rows, ...cut, ''].join('\n'), marks, cut.length);
  }

  #row(mark: number): string {
    const from = `+96650${String(this.#chance.between(0, this.customers - 1)).padStart(7, '0')}`;
    const start = new Date(this.#clock(mark) + 3 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    const talked = this.#chance.between(0, 300);
    const fields = [
      '', from, '+966112000000', 'from-trunk', `"Customer" <${from}>`, 'PJSIP/trunk-1', 'PJSIP/100-1', 'Dial', '',
      start, start, start, String(talked + 5), String(talked), talked > 0 ? 'ANSWERED' : 'NO ANSWER', 'DOCUMENTATION',
      `${Math.floor(this.#clock(mark) / 1000)}.${mark}`, `mark-${mark}.`,
    ]; // prettier-ignore
    return fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(',');
  }

  #broken(): Delivery {
    const number = this.#made;
    return this.#chance.oneIn(2)
      ? this.#delivery(
          'whatsapp',
          'application/json',
          `{"object": "whatsapp_business_account", "cut": ${number}`,
          [],
          1,
        )
      : this.#delivery('mail', 'message/rfc822', '\r\n'.repeat(1 + number), [], 1);
  }

  #delivery(
    inbox: Delivery['inbox'],
    contentType: string,
    text: string,
    marks: readonly number[],
    refusals = 0,
  ): Delivery {
    return { inbox, nativeId: `delivery-${this.#made}`, contentType, bytes: Buffer.from(text), marks, refusals };
  }

  /** A minute a mark, so that some weeks go by in a run. */
  #clock(mark: number): number {
    return firstOfMarch + mark * 60_000;
  }
}
