/** A JSON Schema (2020-12), as OpenAPI 3.1 takes it. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly oneOf?: readonly Schema[];
}

/** Text; its example stands in the example of every answer it is part of. */
export const text = (example: string, description?: string): Schema => ({
  type: 'string',
  ...(description !== undefined && { description }),
  examples: [example],
});

export const integer = (example: number, description?: string): Schema => ({ ...text('', description), type: 'integer', examples: [example] }); // prettier-ignore
export const number = (example: number, description?: string): Schema => ({ ...integer(example, description), type: 'number' }); // prettier-ignore
export const flag = (example: boolean, description?: string): Schema => ({ ...text('', description), type: 'boolean', examples: [example] }); // prettier-ignore

/** An instant of the house: UTC, with milliseconds. */
export const instant = (description?: string, example = '2026-03-01T08:00:00.000Z'): Schema => ({
  ...text(example, description),
  format: 'date-time',
  pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$`,
});

/** One of these words; the first is the example. */
export const oneOf = (words: readonly string[], description?: string): Schema => ({
  type: 'string',
  ...(description !== undefined && { description }),
  enum: words,
});

/** A place in the log as the world sees it. */
export const position: Schema = {
  ...text('bG9nLjEuNDI', 'Opaque. Give it as `minPosition`, and the answer shows what was recorded by then.'),
  pattern: '^[\\w-]+$',
};

/** Where the next page of a list begins. */
export const cursor: Schema = text('WyJxdWV1ZSJd', 'Give it as `cursor`; left out on the last page.');

export const listOf = (items: Schema, description?: string): Schema => ({
  type: 'array',
  ...(description !== undefined && { description }),
  items,
});

/** A value that may be missing, and then is `null`; the example is `null` where it is said to be so. */
export const orNull = (schema: Schema, example?: null): Schema => ({
  ...schema,
  type: [...[schema.type ?? 'object'].flat(), 'null'],
  ...(schema.enum && { enum: [...schema.enum, null] }),
  ...(example === null && { examples: [null] }),
});

/** Any values under names nobody can foresee. */
export const anything = (example: Readonly<Record<string, unknown>>, description?: string): Schema => ({
  type: 'object',
  ...(description !== undefined && { description }),
  additionalProperties: true,
  examples: [example],
});

/**
 * An object with exactly these fields. With the type it describes, the compiler asks for a description of each field:
 * what an answer comes to hold cannot stay untold.
 */
export function object<Described = Record<string, unknown>>(
  properties: { readonly [Field in keyof Described]-?: Schema },
  {
    optional = [],
    description,
  }: { readonly optional?: readonly (keyof Described & string)[]; readonly description?: string } = {},
): Schema {
  const required = Object.keys(properties).filter((name) => !(optional as readonly string[]).includes(name));
  const fields = properties as Readonly<Record<string, Schema>>;
  return {
    type: 'object',
    ...(description !== undefined && { description }),
    properties: fields,
    required,
    additionalProperties: false,
  };
}

/** A value that fits a schema, made of the examples in it. */
export function exampleOf(schema: Schema): unknown {
  const said = schema.examples ?? (schema.const === undefined ? schema.enum : [schema.const]);
  if (said !== undefined) return said[0];
  if (schema.default !== undefined) return schema.default;
  if (schema.oneOf?.[0] !== undefined) return exampleOf(schema.oneOf[0]);
  if (schema.items !== undefined) return [exampleOf(schema.items)];
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => [name, exampleOf(field)] as const);
  return Object.fromEntries(fields);
}
