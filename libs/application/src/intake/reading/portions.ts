import type { Stretch } from '#desk-store';
import type { Lane } from '#domain';
import type { IntakeKeys } from '../keys.js';
import type { Arrival, Refused } from './arrival.js';
import { incomingOf } from './incoming.js';
import type { Incoming } from './incoming.js';

/** What is routed and recorded at once: parts of envelopes in the order they came, each once. */
export interface Portion {
  readonly items: readonly Incoming[];
  readonly refused: readonly Refused[];
  /** Inbound position up to which every envelope is done with it; absent while its first one goes on behind it. */
  readonly upTo?: bigint;
}

/** The envelopes a portion's items came in; `undefined` where it has none. */
export function stretchOf({ items }: Portion, lane: Lane): Stretch | undefined {
  const [first, last] = [items[0]?.arrival.envelope.position, items.at(-1)?.arrival.envelope.position];
  return first === undefined || last === undefined ? undefined : { lane, first, last };
}

/** Cuts what arrived into portions of at most `most` parts: one file of a thousand calls must not hold up the others. */
export function* portionsOf(arrivals: readonly Arrival[], keys: IntakeKeys, most: number): Generator<Portion> {
  const seen = new Set<string>();
  let portion = new GrowingPortion();
  for (const arrival of arrivals) {
    for (const part of partsOf(arrival, keys)) {
      if (seen.has(part.key)) continue;
      seen.add(part.key);
      if (portion.size === most) {
        yield portion;
        portion = new GrowingPortion();
      }
      portion.add(part);
    }
    portion.upTo = arrival.envelope.position;
  }
  if (portion.upTo !== undefined) yield portion;
}

class GrowingPortion implements Portion {
  readonly items: Incoming[] = [];
  readonly refused: Refused[] = [];
  upTo?: bigint;

  get size(): number {
    return this.items.length + this.refused.length;
  }

  add(part: Incoming | Refused): void {
    if ('item' in part) this.items.push(part);
    else this.refused.push(part);
  }
}

function* partsOf(arrival: Arrival, keys: IntakeKeys): Generator<Incoming | Refused> {
  const { envelope, inbox, parsed } = arrival;
  for (const item of inbox ? parsed.items : []) {
    if (inbox) yield incomingOf(item, inbox, arrival, keys);
  }
  for (const refusal of parsed.refusals) {
    yield { key: keys.refusal(envelope.position, refusal.place, parsed.parser), refusal, arrival };
  }
}
