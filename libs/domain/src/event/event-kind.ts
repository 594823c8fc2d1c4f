import type { ClearValue } from './fact.js';

/** The form of one clear field: what it may hold and what it means. */
export interface Field<Value extends ClearValue | undefined = ClearValue | undefined> {
  readonly form: 'text' | 'instant' | 'whole' | 'flag' | 'choice' | 'list';
  readonly meaning: string;
  readonly optional: boolean;
  readonly choices?: readonly string[];
  /** Only for the type checker; never present at run time. */
  readonly holds?: Value;
}

export const text = (meaning: string): Field<string> => ({ form: 'text', meaning, optional: false });
export const instant = (meaning: string): Field<string> => ({ form: 'instant', meaning, optional: false });
export const whole = (meaning: string): Field<number> => ({ form: 'whole', meaning, optional: false });
export const flag = (meaning: string): Field<boolean> => ({ form: 'flag', meaning, optional: false });
export const list = (meaning: string): Field<readonly string[]> => ({ form: 'list', meaning, optional: false });
export const choice = <const Choice extends string>(choices: readonly Choice[], meaning: string): Field<Choice> => ({
  form: 'choice',
  meaning,
  optional: false,
  choices,
});
export const optional = <Value extends ClearValue>(field: Field<Value>): Field<Value | undefined> => ({
  ...field,
  optional: true,
});

export type Fields = Readonly<Record<string, Field>>;

type Held<F> = F extends Field<infer Value> ? Value : never;
type RequiredNames<F extends Fields> = { [N in keyof F]: undefined extends Held<F[N]> ? never : N }[keyof F];
type OptionalNames<F extends Fields> = { [N in keyof F]: undefined extends Held<F[N]> ? N : never }[keyof F];
export type ClearOf<F extends Fields> = { readonly [N in RequiredNames<F>]: Held<F[N]> } & {
  readonly [N in OptionalNames<F>]?: Exclude<Held<F[N]>, undefined>;
};

/** The kinds of stream a fact can stand on; a stream's name is `<category>-<id>`. */
export type StreamCategory = 'customer' | 'handle' | 'link' | 'inbox' | 'agent' | 'team' | 'policy' | 'pages';

/**
 * A kind of event as the catalogue knows it. `observed`: the world did it. `derived`: the desk concluded it,
 * and a what-if replay derives it again. These names and shapes are what lies on disk.
 */
export interface EventKind<Type extends string = string, F extends Fields = Fields> {
  readonly type: Type;
  readonly schema: number;
  readonly stream: StreamCategory;
  readonly origin: 'observed' | 'derived';
  readonly meaning: string;
  readonly clear: F;
  /** Sealed parts by name, with what each holds. A name ending in `-N` stands for a numbered family. */
  readonly sealed: Readonly<Record<string, string>>;
}

export function eventKind<const Type extends string, const F extends Fields>(
  kind: Omit<EventKind<Type, F>, 'schema' | 'sealed'> & { schema?: number; sealed?: Readonly<Record<string, string>> },
): EventKind<Type, F> {
  return Object.freeze({ schema: 1, sealed: {}, ...kind });
}

/** The fact a kind describes. */
export type FactOf<Kind> =
  Kind extends EventKind<infer Type, infer F> ? { readonly type: Type; readonly clear: ClearOf<F> } : never;
