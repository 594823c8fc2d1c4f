import { shownUrl } from '#settings';

/** A store that this command cannot copy: use its own tools. */
export class BackupImpossible extends Error {
  readonly code = 'BACKUP.IMPOSSIBLE';
  /** Without password. */
  readonly url: string;
  constructor(url: string) {
    super(`"${url.slice(0, url.indexOf(':') + 1)}" cannot be copied by this command: use the tools of that store`);
    this.url = shownUrl(url);
  }
}

/** A backup goes into an empty folder: two in one would be neither. */
export class BackupTargetNotEmpty extends Error {
  readonly code = 'BACKUP.TARGET_NOT_EMPTY';
  constructor(readonly folder: string) {
    super(`the folder "${folder}" is not empty`);
  }
}

/** A folder that is no backup, or half of one. */
export class BackupIncomplete extends Error {
  readonly code = 'BACKUP.INCOMPLETE';
  constructor(
    readonly folder: string,
    readonly missing: readonly string[],
  ) {
    super(`"${folder}" is no whole backup: ${missing.join(', ')} missing`);
  }
}

/** Something stands where a backup should be put back. */
export class RestoreTargetNotEmpty extends Error {
  readonly code = 'RESTORE.TARGET_NOT_EMPTY';
  constructor(readonly path: string) {
    super(`"${path}" exists already: a backup is put back into an empty place`);
  }
}
