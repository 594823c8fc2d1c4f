import type { Form } from './setting.js';

const matching = (words: string, pattern: RegExp): Form<string> => ({
  words,
  read: (text) => (pattern.test(text) ? text : undefined),
});

/** A whole number within bounds, both included. */
export const wholeNumber = (least: number, most: number): Form<number> => ({
  words: `a whole number from ${least} to ${most}`,
  read(text) {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    return number >= least && number <= most ? number : undefined;
  },
});

/** Drivers that speak to a server, and the form of its address. */
const servers: Readonly<Record<string, { readonly words: string; readonly form: RegExp }>> = {
  postgres: { words: '//<user>:<password>@<host>/<database>', form: /^postgres(?:ql)?:\/\/[^\s/]+\/[^\s/]+$/ },
  esdb: { words: '//<user>:<password>@<host>,<host>', form: /^esdb(?:\+discover)?:\/\/[^\s/?]+\/?(?:\?\S+)?$/ },
};

/** Something a driver opens, chosen by what stands before the colon: a server, or else a path. */
export const opened = (...schemes: readonly string[]): Form<string> => ({
  words: schemes.map((scheme) => `\`${scheme}:${servers[scheme]?.words ?? '<path>'}\``).join(' or '),
  read: (text) => (schemes.some((scheme) => isAddress(scheme, text)) ? text : undefined),
});

const isAddress = (scheme: string, text: string): boolean =>
  servers[scheme]?.form.test(text) ?? (text.startsWith(`${scheme}:`) && text.length > scheme.length + 1);

export const oneOf = <const Choice extends string>(...choices: readonly Choice[]): Form<Choice> => ({
  words: choices.map((choice) => `\`${choice}\``).join(', '),
  read: (text) => choices.find((choice) => choice === text),
});

export const host = matching('a host name or an address', /^[A-Za-z0-9.:_-]+$/);
export const folder = matching('a folder', /^[^\0\n\r]+$/);
export const country = matching('two capital letters, as ISO 3166-1 has them', /^[A-Z]{2}$/);
export const slug = matching(
  'up to 32 lower-case letters, digits and hyphens',
  /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/,
);

/** Servers, each with its port. */
export const brokers = matching(
  '`<host>:<port>`, several separated by commas',
  /^[A-Za-z0-9.-]+:\d{1,5}(?:, ?[A-Za-z0-9.-]+:\d{1,5})*$/,
);

export const word = matching('up to 256 printable characters without blanks', /^[\x21-\x7e]{1,256}$/);

/** A secret people choose: printable, without blanks, long enough not to be guessed. */
export const secret = (least: number): Form<string> =>
  matching(`at least ${least} printable characters without blanks`, new RegExp(`^[\\x21-\\x7e]{${least},512}$`));
