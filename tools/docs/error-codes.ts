import { globSync, readFileSync } from 'node:fs';

/** The stable codes in the source. */
export interface ErrorCodes {
  /** Every `AREA.REASON`, in the order of the alphabet. */
  readonly all: ReadonlySet<string>;
  /** Those that domain refusals carry: the api answers 409, unless its table says otherwise. */
  readonly refusals: ReadonlySet<string>;
}

const literal = /'([A-Z][A-Z_]*\.[A-Z][A-Z_]+)'/g;
const refusal = /extends DomainRefusal \{\s+readonly code = '([A-Z_.]+)'/g;
const isTest = /(?:spec|contract)\.ts$|\/testing\//;

/** Collects the codes of libs and apps by their letters; tests are left out. */
export function errorCodes(): ErrorCodes {
  const texts = sources().map((path) => readFileSync(path, 'utf8'));
  const matching = (form: RegExp) =>
    new Set(texts.flatMap((text) => [...text.matchAll(form)].map(([, code = '']) => code)).sort());
  return { all: matching(literal), refusals: matching(refusal) };
}

function sources(): readonly string[] {
  const found = globSync('{libs,apps}/*/src/**/*.ts').map((path) => path.replaceAll('\\', '/'));
  return found.filter((path) => !isTest.test(path));
}
