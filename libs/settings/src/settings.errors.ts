/** Settings whose text is not of their form. Never says what the text was: it may be a secret. */
export class SettingMalformed extends Error {
  readonly code = 'SETTING.MALFORMED';
  /** `expected`: the form in words. */
  constructor(readonly settings: readonly { readonly name: string; readonly expected: string }[]) {
    super(settings.map(({ name, expected }) => `${name} must be ${expected}`).join('; '));
  }
}

/** Names in the environment that were meant for us, and that we do not know: most likely slips of the pen. */
export class SettingUnknown extends Error {
  readonly code = 'SETTING.UNKNOWN';
  /** `near`: the known name it resembles; `undefined` where there is none. */
  constructor(readonly settings: readonly { readonly name: string; readonly near: string | undefined }[]) {
    super(
      settings
        .map(({ name, near }) => `there is no setting ${name}${near ? `; did you mean ${near}?` : ''}`)
        .join('; '),
    );
  }
}
