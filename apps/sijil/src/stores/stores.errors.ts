/** The handle key is not the one this desk was begun with: keys and desk store are of different desks. */
export class HandleKeyMismatch extends Error {
  readonly code = 'DESK.HANDLE_KEY_MISMATCH';
  constructor() {
    super('the handle key in the key store is not the one this desk was begun with');
  }
}
