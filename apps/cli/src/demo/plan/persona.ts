import type { Dice } from './dice.js';
import { nameFor } from './names.js';
import { aboutOrder, topics } from './sentences.js';
import type { Topic } from './sentences.js';

/** Somebody who needs help today. */
export interface Persona {
  readonly number: number;
  readonly name: string;
  readonly speaks: 'ar' | 'en';
  readonly email: string;
  /** E.164 without the plus, as WhatsApp writes it. */
  readonly phone: string;
  /** The site's own id for its visitor. */
  readonly visitor: string;
  readonly topic: Topic;
}

/** Somebody: two of three write Arabic. Addresses and numbers are nobody else's. */
export function personaOf(number: number, dice: Dice): Persona {
  const speaks = dice.chance(65) ? 'ar' : 'en';
  const name = nameFor(speaks, (things) => dice.pick(things));
  return {
    number,
    name: name.written,
    speaks,
    email: `${name.latin}.${number}@post.example`,
    phone: `9665${String(10_000_000 + number * 137 + dice.between(0, 136)).padStart(8, '0')}`,
    visitor: `visitor-${number}`,
    topic: aboutOrder(dice.pick(topics[speaks]), 40_000 + number * 7 + dice.between(0, 6)),
  };
}
