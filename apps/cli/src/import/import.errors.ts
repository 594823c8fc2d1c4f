/** Nothing lies in files for an inbox of this kind. */
export class ImportUnsupported extends Error {
  readonly code = 'IMPORT.UNSUPPORTED';
  constructor(readonly kind: string) {
    super(`an inbox of kind "${kind}" takes no files`);
  }
}

/** The paths hold no file that this inbox can read. */
export class ImportEmpty extends Error {
  readonly code = 'IMPORT.EMPTY';
  constructor() {
    super('there is no file here that this inbox can read');
  }
}

/** A map does not say how the table is to be read: everything that is wrong with it, by line. */
export class MapInvalid extends Error {
  readonly code = 'IMPORT.MAP_INVALID';
  constructor(
    readonly path: string,
    readonly problems: readonly string[],
  ) {
    super(`${path}: ${problems.join('; ')}`);
  }
}
