import { existsSync, readFileSync } from 'node:fs';

type Versions = Readonly<Record<string, string>>;
interface Manifest {
  readonly license?: string;
  readonly dependencies: Versions;
  readonly devDependencies: Versions;
  readonly optionalDependencies: Versions;
}
const manifestAt = (path: string): Manifest => JSON.parse(readFileSync(path, 'utf8')) as Manifest;

/** Package → licence, chapter by chapter. */
const chapters = readFileSync('docs/dependencies.md', 'utf8')
  .split(/^## /m)
  .map(
    (text) =>
      new Map(
        [...text.matchAll(/^\| `([^`]+)`\s+\| ([^|]+?)\s*\|/gm)].map(([, name = '', licence = '']) => [name, licence]),
      ),
  );
const none: ReadonlyMap<string, string> = new Map();
const [, atRunTime = none, runtime = none, forDevelopment = none] = chapters;

describe('the page of the manual about dependencies', () => {
  const { dependencies, devDependencies, optionalDependencies } = manifestAt('package.json');

  it('says of every package why it is here, and of no package that is not', () => {
    expect([...atRunTime.keys()].sort()).toEqual(Object.keys(dependencies).sort());
    expect([...runtime.keys()].sort()).toEqual(Object.keys(optionalDependencies).sort());
    expect([...forDevelopment.keys()].sort()).toEqual(Object.keys(devDependencies).sort());
  });

  it('names the licence each package carries', () => {
    const told = new Map([...atRunTime, ...runtime, ...forDevelopment]);
    const installed = [...told.keys()].filter((name) => existsSync(`node_modules/${name}/package.json`));
    const carried = installed.map((name) => [name, manifestAt(`node_modules/${name}/package.json`).license]);
    expect(new Map(carried as [string, string][])).toEqual(new Map(installed.map((name) => [name, told.get(name)])));
  });

  it('is of packages at exact versions', () => {
    const versions = Object.values({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+(?:-beta\.\d+)?$/.test(version))).toEqual([]);
  });
});
