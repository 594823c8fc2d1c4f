/** One envelope to be, cut from a file. */
export interface Piece {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** Where it was, for people: `calls.csv`, `archive.mbox: mail 17`. */
  readonly source: string;
  /** CSV: the number of its first row in the file, so that a bad row is told by the file's own count. */
  readonly firstRow?: number;
}

/** Something of a file that was not sent, and why. */
export interface Unsent {
  readonly source: string;
  readonly code: string;
  readonly detail: string;
}

/** What reading a file yields. `read` are bytes of the file that are done with, for the progress bar. */
export type Finding =
  { readonly piece: Piece; readonly read: number } | { readonly unsent: Unsent; readonly read: number };

/** The largest body a desk takes unless it is set otherwise. 25 MiB. */
export const largestPiece = 25 * 1024 * 1024;
