import fc from 'fast-check';
import { call, chat, email, message, phone } from '#application/testing';
import type { Item } from '#channels';

/** One thing a customer did, as its channel's parser reads it, and the inbox it came in by. */
export interface Happening {
  readonly inbox: 'mail' | 'web' | 'line';
  readonly item: Item;
}

interface Drawn {
  readonly kind: Happening['inbox'];
  readonly who: number;
  readonly minutes: number;
  readonly answers: boolean;
  readonly vouches: 'nothing' | 'mail' | 'phone' | 'both';
  readonly automatic: boolean;
}

const customers = 4;
const begins = Date.parse('2026-02-01T06:00:00.000Z');

const drawn: fc.Arbitrary<Drawn> = fc.record({
  kind: fc.constantFrom('mail' as const, 'mail' as const, 'web' as const, 'line' as const),
  who: fc.nat(customers - 1),
  minutes: fc.nat(8_000),
  answers: fc.boolean(),
  vouches: fc.constantFrom('nothing' as const, 'nothing' as const, 'mail' as const, 'phone' as const, 'both' as const),
  automatic: fc.boolean(),
});

/**
 * A few days of a few customers. What holds by design, and so is given here: whoever answers does so in a thread of their
 * own, and an answer names all messages before it (RFC 5322, References): a thread alone says nothing of who people are.
 */
export const anyDay: fc.Arbitrary<readonly Happening[]> = fc
  .array(drawn, { minLength: 1, maxLength: 14, size: 'max' })
  .map((day) => {
    const threads = new Map<number, string[]>();
    return day.map((one, at) => happening(one, at, threads));
  });

function happening(one: Drawn, at: number, threads: Map<number, string[]>): Happening {
  const id = `item-${at}`;
  const claimed = new Date(begins + one.minutes * 60_000).toISOString();
  if (one.kind === 'line') return { inbox: 'line', item: placed(call([phoneOf(one.who)], id, claimed), id) };
  const by = one.kind === 'web' ? [chat(`visitor-${one.who}`), ...vouched(one)] : [mailOf(one.who), ...vouched(one)];
  if (one.kind === 'web') {
    return {
      inbox: 'web',
      item: placed(message({ by, id, at: claimed, thread: { session: `session-${one.who}` } }), id),
    };
  }
  const before = one.answers ? (threads.get(one.who) ?? []) : [];
  threads.set(one.who, [...before, id]);
  const thread = { inReplyTo: before.slice(-1), references: before };
  const automatic = one.automatic && one.answers ? 'auto-reply' : 'no';
  return { inbox: 'mail', item: placed(message({ by, id, at: claimed, thread, automatic }), id) };
}

const mailOf = (who: number) => email(`customer${who}@example.com`);
const phoneOf = (who: number) => phone(`+96650000000${who}`);

/** Further handles of the same person, by the channel's own guarantee. */
function vouched({ who, vouches }: Drawn) {
  const mail = vouches === 'mail' || vouches === 'both' ? [mailOf(who)] : [];
  return [...mail, ...(vouches === 'phone' || vouches === 'both' ? [phoneOf(who)] : [])];
}

const placed = (item: Item, place: string): Item => ({ ...item, place });
