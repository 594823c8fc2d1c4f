/** Questions to the pages. */
export interface DeskQueries {
  readonly placeholder?: never;
}
