import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { Matches } from 'class-validator';
import type { Instant } from '#domain';

const zoned = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** An ISO 8601 instant with its offset, as the house writes instants: UTC, 24 characters. Others stay as they are. */
export function instantOf(value: unknown): unknown {
  const day = typeof value === 'string' ? zoned.exec(value)?.[1] : undefined;
  if (day === undefined || !isDay(day)) return value;
  const milliseconds = Date.parse(String(value));
  return Number.isNaN(milliseconds) ? value : (new Date(milliseconds).toISOString() satisfies Instant);
}

/** `Date.parse` takes the 31st of February for the 3rd of March. */
function isDay(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}

/** The field is an instant; any offset is read, UTC is what the rules see. */
export const IsInstant = () =>
  applyDecorators(
    Transform(({ value }) => instantOf(value)),
    Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, {
      message: '$property must be an ISO 8601 instant with an offset',
    }),
  );
