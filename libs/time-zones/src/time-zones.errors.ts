/** Not a time zone of the IANA database. */
export class BadTimeZone extends Error {
  readonly code = 'QUERY.BAD_TIME_ZONE';
  constructor(readonly zone: string) {
    super(`${zone} is no time zone`);
  }
}
