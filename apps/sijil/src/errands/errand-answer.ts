import type { FaultWords } from '../fault-words.js';

/** What became of an errand, as it is kept in JSON: what came of it, or why it was refused. */
export type ErrandAnswer = { readonly done: unknown } | { readonly refused: FaultWords };
