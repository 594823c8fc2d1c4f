/** What lies at an address of pages, whatever code made it. */
export interface KeptPages {
  /** Where, for people: never with a password. */
  readonly place: string;
  readonly bytes: number;
}
