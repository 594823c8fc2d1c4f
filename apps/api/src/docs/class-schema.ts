import type { Type } from '@nestjs/common';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import type { Schema } from './schema.js';

/** How instants are sent: with any offset. Its class is checked after the desk has read it, as UTC. */
const sentInstant: Schema = { type: 'string', format: 'date-time', examples: ['2026-03-02T09:00:00+03:00'] };

/**
 * What a body or query must be, read from the decorators its class is checked by: there is no second description.
 * A field with a default value may be left out, and an unknown one is refused.
 */
export function schemaOfClass(described: Type): Schema {
  const { properties = {}, required = [] } = targetConstructorToSchema(described) as Schema;
  const defaults = new described() as Readonly<Record<string, unknown>>;
  const fields = Object.entries(properties).map(([name, field]) => {
    const sent = isInstant(field) ? sentInstant : field;
    return [name, defaults[name] === undefined ? sent : { ...sent, default: defaults[name] }] as const;
  });
  return {
    type: 'object',
    properties: Object.fromEntries(fields),
    required: required.filter((name) => defaults[name] === undefined),
    additionalProperties: false,
  };
}

const isInstant = ({ pattern }: Schema): boolean => pattern?.includes('T\\d{2}:\\d{2}') === true;
