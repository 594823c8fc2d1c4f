/** No key has this id. */
export class KeyNotFound extends Error {
  readonly code = 'KEY.NOT_FOUND';
  constructor(readonly id: string) {
    super(`there is no key "${id}"`);
  }
}
