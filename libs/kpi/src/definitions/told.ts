import type { Definition } from './definition.js';

/** The definition an answer follows. */
export type DefinitionTold = Omit<Definition, 'judge'>;

/** A definition without its rule: what can be told of it. */
export function told({ judge: _, ...definition }: Definition): DefinitionTold {
  return definition;
}
