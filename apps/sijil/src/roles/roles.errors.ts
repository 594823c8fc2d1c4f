/** A role was asked for on stores that only one process can work with; each is named by its setting. */
export class StoresNotShared extends Error {
  readonly code = 'ROLE.STORES_NOT_SHARED';
  constructor(
    readonly role: string,
    readonly settings: readonly string[],
  ) {
    super(
      `the role "${role}" shares its stores with other processes, and ${settings.join(', ')} ` +
        `${settings.length === 1 ? 'names' : 'name'} files of one: put them into a database, or serve the whole desk`,
    );
  }
}
