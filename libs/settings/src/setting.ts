/** What a setting's text may look like, and what is read from it. */
export interface Form<Value> {
  /** For people: "a whole number from 0 to 65535". */
  readonly words: string;
  /** The value, or `undefined` where the text is not of this form. */
  read(text: string): Value | undefined;
}

/** One setting, declared once: the environment is read by it, and its page of the manual is written from it. */
export interface Setting<Value = unknown> {
  readonly meaning: string;
  readonly form: Form<Value>;
  /** As one would write it; `<DATA_DIR>` stands for the value of another setting, declared before. Absent: optional. */
  readonly default?: string;
  readonly example: string;
  /** Never shown: not in an error, not in a log. */
  readonly secret?: true;
}

/** What the settings object holds for a declaration: without a default it may be `undefined`. */
export type ValueOf<Declared> =
  Declared extends Setting<infer Value>
    ? Declared extends { readonly default: string }
      ? Value
      : Value | undefined
    : never;

/** `DATA_DIR` in the environment is `dataDir` in code. */
export type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${Capitalize<CamelCase<Tail>>}`
  : Lowercase<Name>;

export const camelCase = (name: string): string =>
  name.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
