import type { PageCopy, PageSetName } from './operations.port.js';

/** A copy of the pages as it is told; how far it is, as a token. */
export type ShownCopy = Omit<PageCopy, 'position'> & { readonly position: string };

/** Which pages serve, and which are built, as it is told. */
export interface ShownRebuild {
  readonly isUnderWay: boolean;
  readonly sets: readonly { readonly name: PageSetName; readonly copies: readonly ShownCopy[] }[];
}
