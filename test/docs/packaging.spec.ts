import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readSettings } from '#settings';

/** One instruction of a Dockerfile: its word, and what follows on one line. */
interface Instruction {
  readonly word: string;
  readonly text: string;
}

const instructions: readonly Instruction[] = readFileSync('Dockerfile', 'utf8')
  .replaceAll(/^#.*$/gm, '')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => ({ word: line.split(' ', 1)[0] ?? '', text: line.slice(line.indexOf(' ') + 1) }));
const textsOf = (word: string): readonly string[] =>
  instructions.filter((one) => one.word === word).map(({ text }) => text);
const stages = instructions.flatMap(({ word }, place) => (word === 'FROM' ? [place] : []));
const lastStage = instructions.slice(stages.at(-1));

describe('the Dockerfile', () => {
  const words = [
    'FROM',
    'WORKDIR',
    'COPY',
    'RUN',
    'ENV',
    'USER',
    'VOLUME',
    'EXPOSE',
    'HEALTHCHECK',
    'ENTRYPOINT',
    'CMD',
  ];

  it('is made of instructions that Docker knows, in stages that begin with the Node this desk needs', () => {
    expect(instructions.map(({ word }) => word).filter((word) => !words.includes(word))).toEqual([]);
    expect(stages.length).toBeGreaterThan(1);
    expect(textsOf('FROM').filter((image) => !/^node:24\S*(?: AS \w+)?$/.test(image))).toEqual([]);
  });

  it('copies from stages that stand before, and from files that are there', () => {
    const named = textsOf('FROM').map((image) => image.split(' AS ')[1]);
    const from = textsOf('COPY').flatMap((text) => /--from=(\S+)/.exec(text)?.[1] ?? []);
    expect(from.filter((stage) => !named.includes(stage))).toEqual([]);
    const files = textsOf('COPY').filter((text) => !text.startsWith('--from')).flatMap((text) => text.split(' ').slice(0, -1)); // prettier-ignore
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  it('runs as somebody who is not root, with a health check and a volume for what is kept', () => {
    const last = new Map(lastStage.map(({ word, text }) => [word, text]));
    expect(last.get('USER')).toBe('node');
    expect(last.get('VOLUME')).toBe('/data');
    expect(last.get('HEALTHCHECK')).toContain('/health/live');
    expect(JSON.parse(/CMD (\[.*\])$/.exec(last.get('HEALTHCHECK') ?? '')?.[1] ?? '')).toHaveLength(3);
    expect(JSON.parse(last.get('ENTRYPOINT') ?? '')).toEqual([
      'node',
      '--max-semi-space-size=4',
      'dist/apps/cli/src/main.js',
    ]);
    expect(JSON.parse(last.get('CMD') ?? '')).toEqual(['serve']);
  });

  it('sets what the desk can read, and no secret', () => {
    const env = Object.fromEntries(textsOf('ENV').flatMap((text) => text.split(' ')).map((pair) => pair.split('='))) as Record<string, string>; // prettier-ignore
    expect(readSettings(env)).toMatchObject({ host: '0.0.0.0', port: 7070, dataDir: '/data' });
    expect(Object.keys(env).filter((name) => /KEY|SECRET|PASSWORD|TOKEN/.test(name))).toEqual([]);
  });

  it('lets into the image what it copies, and neither data nor history', () => {
    const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
    expect(ignored).toContain('*');
    const letIn = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    expect(letIn).toEqual(
      expect.arrayContaining(['package.json', 'package-lock.json', '.npmrc', '.swcrc', 'apps', 'libs', 'tools']),
    );
    expect(letIn.filter((path) => /^(?:data|\.git|node_modules|dist)$/.test(path))).toEqual([]);
  });
});

describe('nest-cli.json', () => {
  const { projects } = JSON.parse(readFileSync('nest-cli.json', 'utf8')) as {
    projects: Readonly<Record<string, { root: string; sourceRoot: string; entryFile: string }>>;
  };

  it('shows every room, and no other', () => {
    const rooms = ['apps', 'libs'].flatMap((kind) => readdirSync(kind).map((name) => `${kind}/${name}`));
    expect(Object.values(projects).map(({ root }) => root).sort()).toEqual(rooms.sort()); // prettier-ignore
  });

  it('names files that are there', () => {
    const entries = Object.values(projects).map(({ sourceRoot, entryFile }) => `${sourceRoot}/${entryFile}.ts`);
    expect(entries.filter((path) => !existsSync(path))).toEqual([]);
  });
});

describe('the lockfile', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>>;
  };

  it('holds the packages of every platform: without them npm ci refuses where they were not at hand', () => {
    const named = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).map((name) => ({ path, name })),
    );
    const isLocked = ({ path, name }: { path: string; name: string }) =>
      `${path}/node_modules/${name}` in packages || `node_modules/${name}` in packages;
    expect(named.filter((one) => !isLocked(one))).toEqual([]);
  });

  it('names no place packages came from', () => {
    expect(readFileSync('package-lock.json', 'utf8')).not.toContain('"resolved"');
  });
});
