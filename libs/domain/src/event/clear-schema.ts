import type { EventKind, Field } from './event-kind.js';

/** A JSON Schema (draft 2020-12), as plain JSON. */
export type JsonSchema = { readonly [keyword: string]: string | number | boolean | JsonSchema | readonly string[] };

/** UTC with milliseconds, 24 characters. */
export const instantPattern = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$';

/** The JSON Schema of a kind's clear fields: what a reader outside may expect, and what `clearProblems` holds to. */
export function clearSchema(kind: EventKind): JsonSchema {
  const fields = Object.entries(kind.clear);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: kind.type,
    description: kind.meaning,
    type: 'object',
    properties: Object.fromEntries(fields.map(([name, field]) => [name, fieldSchema(field)])),
    required: fields.filter(([, field]) => !field.optional).map(([name]) => name),
    additionalProperties: false,
  };
}

function fieldSchema(field: Field): JsonSchema {
  const described = { description: field.meaning };
  switch (field.form) {
    case 'text':
      return { ...described, type: 'string' };
    case 'instant':
      return { ...described, type: 'string', format: 'date-time', pattern: instantPattern };
    case 'whole':
      return {
        ...described,
        type: 'integer',
        minimum: Number.MIN_SAFE_INTEGER,
        maximum: Number.MAX_SAFE_INTEGER,
      };
    case 'flag':
      return { ...described, type: 'boolean' };
    case 'choice':
      return { ...described, type: 'string', enum: field.choices ?? [] };
    case 'list':
      return { ...described, type: 'array', items: { type: 'string' } };
  }
}
