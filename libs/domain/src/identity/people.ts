import { linkBetween } from './link.js';
import type { Link } from './link.js';

type Neighbours = ReadonlyMap<string, readonly string[]>;

/**
 * The people these links make: each the customers that hang together, ids in order; the people by their first id.
 * Who is in no link is nobody's kin and does not appear.
 */
export function peopleOf(links: Iterable<Link>): readonly (readonly string[])[] {
  const neighbours = neighboursOf(links);
  const seen = new Set<string>();
  const people: string[][] = [];
  for (const customerId of [...neighbours.keys()].sort()) {
    if (seen.has(customerId)) continue;
    const person = [...reachedFrom(customerId, neighbours).keys()].sort();
    for (const id of person) seen.add(id);
    people.push(person);
  }
  return people;
}

/** The customers who are the same person as this one, itself among them, in order. */
export const personOf = (customerId: string, links: Iterable<Link>): readonly string[] =>
  [...reachedFrom(customerId, neighboursOf(links)).keys()].sort();

/** A shortest chain of links from one customer to another; `undefined` where none joins them. */
export function chainBetween(one: string, other: string, links: Iterable<Link>): readonly Link[] | undefined {
  const cameFrom = reachedFrom(one, neighboursOf(links));
  if (!cameFrom.has(other)) return undefined;
  const chain: Link[] = [];
  for (let at = other; at !== one;) {
    const before = cameFrom.get(at) ?? one;
    chain.unshift(linkBetween(before, at));
    at = before;
  }
  return chain;
}

/** Everybody who can be reached, nearest first, with the one before on the way. */
function reachedFrom(start: string, neighbours: Neighbours): ReadonlyMap<string, string> {
  const cameFrom = new Map([[start, start]]);
  for (const at of cameFrom.keys()) {
    for (const next of neighbours.get(at) ?? []) if (!cameFrom.has(next)) cameFrom.set(next, at);
  }
  return cameFrom;
}

function neighboursOf(links: Iterable<Link>): Neighbours {
  const neighbours = new Map<string, string[]>();
  const note = (from: string, to: string): void => {
    const known = neighbours.get(from);
    if (known === undefined) neighbours.set(from, [to]);
    else known.push(to);
  };
  for (const [one, other] of links) {
    note(one, other);
    note(other, one);
  }
  return neighbours;
}
