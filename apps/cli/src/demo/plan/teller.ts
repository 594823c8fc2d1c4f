import type { Call } from './call-record.js';
import type { Dice } from './dice.js';
import type { Delivery } from './moments.js';
import type { Persona } from './persona.js';

/** What one customer does today. */
export interface Story {
  readonly deliveries: readonly Delivery[];
  readonly calls: readonly Call[];
}

/** What a story is told with: who, when it begins (minutes after midnight), and chance. */
export interface Teller {
  readonly persona: Persona;
  readonly begins: number;
  readonly dice: Dice;
}
