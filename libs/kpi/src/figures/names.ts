import type { Dimension } from '../facts/index.js';

/** What the numbers of dimensions stand for. */
export interface Names {
  /** The values of a fact whose column holds this number: one, or, of `tag`, each of a list. */
  valuesOf(dimension: Dimension, number: number): readonly string[];
}

/** A name of a dimension, and its number. Of `tag` the name is a whole list of tags, as JSON. */
export type NumberedName = readonly [dimension: Dimension, number: number, name: string];

/** What a name stands for: itself, or the tags of a list; without any it is empty. */
export function valuesOf(dimension: Dimension, name: string): readonly string[] {
  if (dimension !== 'tag') return [name];
  const tags = JSON.parse(name) as readonly string[];
  return tags.length === 0 ? [''] : tags;
}

/** Names out of a list. Those that are not in it were not asked for, and stand for nothing. */
export function namesIn(list: readonly NumberedName[]): Names {
  const names = new Map(list.map(([dimension, number, name]) => [`${dimension} ${number}`, valuesOf(dimension, name)]));
  return { valuesOf: (dimension, number) => names.get(`${dimension} ${number}`) ?? [] };
}
