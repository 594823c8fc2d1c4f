import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import type { FieldFault } from '../problems/index.js';
import { FieldsInvalid } from './request.errors.js';

/** Checks bodies and queries against their classes; a field nobody knows is refused, for it is mostly a misspelt one. */
export const requestValidation = new ValidationPipe({
  transform: true,
  whitelist: true,
  forbidNonWhitelisted: true,
  validationError: { target: false, value: false },
  exceptionFactory: (errors) => new FieldsInvalid(errors.flatMap((error) => faultsOf(error, ''))),
});

function faultsOf({ property, constraints, children }: ValidationError, parent: string): FieldFault[] {
  const field = `${parent}${property}`;
  const own = Object.values(constraints ?? {}).map((reason) => ({ field, reason }));
  return [...own, ...(children ?? []).flatMap((child) => faultsOf(child, `${field}.`))];
}
