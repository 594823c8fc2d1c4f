/** What the manual says about one code. */
export interface ErrorText {
  /** Who meets it. */
  readonly who: string;
  readonly means: string;
  /** What to do. */
  readonly then: string;
}

/** Codes that are met in one place. */
export interface Chapter {
  readonly title: string;
  readonly introduction: string;
  readonly codes: Readonly<Record<string, ErrorText>>;
}
