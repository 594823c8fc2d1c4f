import { createRequire } from 'node:module';
import type * as PhoneNumbers from 'libphonenumber-js';

const require = createRequire(import.meta.url);
let library: typeof PhoneNumbers | undefined;

/** The library, a hundred modules: loaded by the first number, or before it by who calls this. */
export const loadPhoneNumbers = (): typeof PhoneNumbers =>
  (library ??= require('libphonenumber-js') as typeof PhoneNumbers);

/** A telephone number as E.164, where it may be one; a number without a country code is of `region` (ISO 3166-1 alpha-2). */
export function internationalForm(number: string, region: string): string | undefined {
  const parsed = loadPhoneNumbers().parsePhoneNumberFromString(
    number,
    region.toUpperCase() as PhoneNumbers.CountryCode,
  );
  return parsed?.isPossible() ? parsed.number : undefined;
}
