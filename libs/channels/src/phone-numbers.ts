import { createRequire } from 'node:module';
import type * as PhoneNumbers from 'libphonenumber-js';

const require = createRequire(import.meta.url);
let library: typeof PhoneNumbers | undefined;

/**
 * A telephone number as E.164, where it may be one; a number without a country code is of `region` (ISO 3166-1 alpha-2). The
 * library is a hundred modules, which a desk without telephones does not need: they are loaded by the first number.
 */
export function internationalForm(number: string, region: string): string | undefined {
  library ??= require('libphonenumber-js') as typeof PhoneNumbers;
  const parsed = library.parsePhoneNumberFromString(number, region.toUpperCase() as PhoneNumbers.CountryCode);
  return parsed?.isPossible() ? parsed.number : undefined;
}
