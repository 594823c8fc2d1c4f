import fc from 'fast-check';
import { minute } from '#domain/testing';
import type { RecordedEvent } from '#event-log';
import { stories, told as ruled } from '#projections/testing';
import { clockChanges } from './clock-changes.js';
import { DeskTeller } from './desk-teller.js';
import { day, happening } from './happening.js';
import type { Happening } from './happening.js';

/** A log of some weeks about a change of clocks, and the zone they change in. */
export interface AnyDesk {
  readonly zone: string;
  /** The first instant of it, in milliseconds; what is told late may be before. */
  readonly begins: number;
  readonly events: readonly RecordedEvent[];
}

const anyChange = fc
  .tuple(fc.constantFrom(...clockChanges), fc.nat(1))
  .map(([[zone, days], which]) => ({ zone, begins: Date.parse(`${days[which] ?? ''}T00:00:00.000Z`) - 2 * day }));

/** Random logs of what the rules of the domain make of a random story. */
export const anyRuledDesk = (maxLength: number): fc.Arbitrary<AnyDesk> =>
  fc
    .tuple(fc.constantFrom(...clockChanges), fc.noBias(stories(maxLength)))
    .map(([[zone], steps]) => ({ zone, begins: Date.parse(minute(0)), events: ruled(steps).history.events }));

/** Random logs of a small desk: every kind of fact that figures follow from, in any order that has a meaning. */
export const anyDesk = (maxLength: number): fc.Arbitrary<AnyDesk> =>
  fc
    .tuple(anyChange, fc.noBias(fc.array(happening, { minLength: 1, maxLength, size: 'max' })))
    .map(([{ zone, begins }, happenings]) => ({ zone, begins, events: told(begins, happenings) }));

function told(begins: number, happenings: readonly Happening[]): readonly RecordedEvent[] {
  const teller = new DeskTeller(begins);
  for (const each of happenings) teller.tell(each);
  return teller.events;
}
