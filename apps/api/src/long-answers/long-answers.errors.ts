/** As many clients listen as the settings allow. */
export class TooManyListeners extends Error {
  readonly code = 'LISTENERS.TOO_MANY';
  constructor(readonly kind: string) {
    super(`as many clients follow the ${kind} as this desk allows`);
  }
}
