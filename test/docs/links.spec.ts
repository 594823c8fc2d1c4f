import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const pages = [...globSync('*.md'), ...globSync('docs/**/*.md')];
const textOf = (page: string): string => readFileSync(page, 'utf8');
const withoutBlocks = (text: string): string => text.replaceAll(/^```.*?^```$/gms, '');

/** `[words](target)`, pictures and targets with a title too. */
const linksIn = (page: string): readonly string[] =>
  [...withoutBlocks(textOf(page)).matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)].map(([, target = '']) => target);

/** What is typed as a path of this repository: `libs/…`, `apps/…`, `docs/…`, `test/…`, `tools/…`. */
const pathsIn = (page: string): readonly string[] =>
  [...textOf(page).matchAll(/`((?:libs|apps|docs|test|tools)\/[\w./-]*)`/g)].map(([, path = '']) => path);

/** The name a heading is linked by. */
const anchorsIn = (page: string): readonly string[] =>
  [...withoutBlocks(textOf(page)).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe.each(pages)('the links of %s', (page) => {
  const inside = linksIn(page).filter((target) => !/^[a-z]+:/.test(target));

  it('lead to files that exist', () => {
    const broken = inside.filter((target) => {
      const [path = ''] = target.split('#');
      return path !== '' && !existsSync(join(dirname(page), decodeURIComponent(path)));
    });
    expect(broken).toEqual([]);
  });

  it('lead to headings that exist', () => {
    const broken = inside.filter((target) => {
      const [path = '', heading] = target.split('#');
      const goal = path === '' ? page : normalize(join(dirname(page), path));
      return heading !== undefined && goal.endsWith('.md') && !anchorsIn(goal).includes(decodeURIComponent(heading));
    });
    expect(broken).toEqual([]);
  });

  it('and the paths it names stay inside of the repository, and exist', () => {
    const outside = inside.filter((target) => normalize(join(dirname(page), target)).startsWith('..'));
    expect([...outside, ...pathsIn(page).filter((path) => !existsSync(path))]).toEqual([]);
  });
});

describe('the pages of the manual', () => {
  it('can all be reached from the README', () => {
    const seen = new Set<string>();
    const walk = (page: string): void => {
      if (seen.has(page) || !page.endsWith('.md') || !statSync(page).isFile()) return;
      seen.add(page);
      for (const target of linksIn(page)) {
        const [path = ''] = target.split('#');
        const goal = normalize(join(dirname(page), path));
        if (path !== '' && !/^[a-z]+:/.test(path) && existsSync(goal)) walk(goal);
      }
    };
    walk('README.md');
    expect(pages.filter((page) => !seen.has(normalize(page)))).toEqual([]);
  });
});
