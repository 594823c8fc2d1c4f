import type { PageCopy, PageSetCopies } from './operations.port.js';

/** A copy of the pages as it is told; how far it is, as a token. */
export type ShownCopy = Omit<PageCopy, 'position'> & { readonly position: string };

/** A set of pages as it is told. */
export interface ShownSet extends Omit<PageSetCopies, 'copies'> {
  readonly copies: readonly ShownCopy[];
}

/** Which pages serve, which are built, and which served before, as it is told. */
export interface ShownRebuild {
  readonly isUnderWay: boolean;
  readonly sets: readonly ShownSet[];
}
