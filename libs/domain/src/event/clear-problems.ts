import { instantPattern } from './clear-schema.js';
import type { EventKind, Field } from './event-kind.js';

/**
 * What is wrong with clear fields that claim to be of this kind, one sentence a fault; empty when they are sound.
 * The values themselves are not quoted: a fault may be that something personal stands where it must not.
 */
export function clearProblems(kind: EventKind, clear: unknown): string[] {
  if (typeof clear !== 'object' || clear === null || Array.isArray(clear)) return ['the clear fields are no object'];
  const unknown = Object.keys(clear).filter((name) => !Object.hasOwn(kind.clear, name));
  const faults = Object.entries(kind.clear).flatMap(([name, field]) =>
    fieldProblem(name, field, Object.hasOwn(clear, name) ? (clear as Record<string, unknown>)[name] : undefined),
  );
  return [...faults, ...unknown.map((name) => `${name} is not a field of ${kind.type}`)];
}

function fieldProblem(name: string, field: Field, value: unknown): string[] {
  if (value === undefined) return field.optional ? [] : [`${name} is missing`];
  return holds[field.form](value, field) ? [] : [`${name} must be ${forms[field.form](field)}`];
}

const pattern = new RegExp(instantPattern);

/** Of the right form, and a day that exists: the 30th of February does not come back as it was written. */
function isInstant(value: string): boolean {
  const time = pattern.test(value) ? new Date(value) : undefined;
  return time !== undefined && !Number.isNaN(time.getTime()) && time.toISOString() === value;
}

const holds: Readonly<Record<Field['form'], (value: unknown, field: Field) => boolean>> = {
  text: (value) => typeof value === 'string',
  instant: (value) => typeof value === 'string' && isInstant(value),
  whole: (value) => Number.isSafeInteger(value),
  flag: (value) => typeof value === 'boolean',
  choice: (value, { choices }) => typeof value === 'string' && choices?.includes(value) === true,
  list: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
};

const forms: Readonly<Record<Field['form'], (field: Field) => string>> = {
  text: () => 'text',
  instant: () => 'an instant in UTC with milliseconds',
  whole: () => 'a safe whole number',
  flag: () => 'true or false',
  choice: ({ choices }) => `one of ${choices?.join(', ') ?? 'nothing'}`,
  list: () => 'a list of texts',
};
