import { createHash } from 'node:crypto';
import type { FactKind } from '../facts/index.js';

/** 48 bits: every such number is a safe integer. */
const digits = 12;

/**
 * By what a stretch is known without being read: the first 48 bits of the SHA-256 of its kind and its bytes. It follows
 * from the facts alone, so a rebuild finds the same.
 */
export const digestOf = (kind: FactKind, facts: Uint8Array): number =>
  Number.parseInt(createHash('sha256').update(kind).update(facts).digest('hex').slice(0, digits), 16);
