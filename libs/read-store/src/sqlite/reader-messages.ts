/** What a reading thread opens: a page file, and the module of the functions its questions call. */
export interface ReadFile {
  readonly path: string;
  readonly functions?: URL | undefined;
}
/** The same, as it is handed to the thread. */
export interface ReadBeginning {
  readonly path: string;
  readonly functions: string | undefined;
}
/** One statement, for the thread that reads. */
export interface ReadRequest {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}
/** What it found, or why it could not. */
export type ReadReply = { readonly rows: readonly unknown[] } | { readonly fault: string };
