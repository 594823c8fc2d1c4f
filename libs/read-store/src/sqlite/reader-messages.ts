/** One statement, for the thread that reads. */
export interface ReadRequest {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}
/** What it found, or why it could not. */
export type ReadReply = { readonly rows: readonly unknown[] } | { readonly fault: string };
