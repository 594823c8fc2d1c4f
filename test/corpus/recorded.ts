import { existsSync, readFileSync, readdirSync } from 'node:fs';

const root = '../shared/data';

/** A folder of recorded input, read in place; where it is absent its suite is skipped, by name. */
export interface Recorded {
  readonly describe: jest.Describe;
  /** Names of its files with this ending, in order; none where the folder is absent. */
  files(ending: string): readonly string[];
  bytes(file: string): Buffer;
  json<Content>(file: string): Content;
}

/** The recorded folder `../shared/data/<path>`. */
export function recorded(path: string): Recorded {
  const folder = `${root}/${path}`;
  const isThere = existsSync(folder);
  const bytes = (file: string): Buffer => readFileSync(`${folder}/${file}`);
  return {
    describe: isThere ? describe : describe.skip,
    files: (ending) => (isThere ? readdirSync(folder).filter((file) => file.endsWith(ending)) : []).toSorted(),
    bytes,
    json: <Content>(file: string): Content => JSON.parse(bytes(file).toString('utf8')) as Content,
  };
}
