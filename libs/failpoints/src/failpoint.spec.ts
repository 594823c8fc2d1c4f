import { spawnSync } from 'node:child_process';
import { armedBy, FailpointMalformed, failpoint } from './failpoint.js';

describe('a failpoint', () => {
  const face = new URL('./index.js', import.meta.url).href;
  const run = (script: string, armed: string) =>
    spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, FAILPOINT: armed },
      encoding: 'utf8',
    });
  const passTwice = `
    import { failpoint } from '${face}';
    for (const turn of [1, 2]) { failpoint('files.before'); console.log(turn); failpoint('files.after'); }`;

  it('does nothing in a process that was not told to die', () => {
    expect(() => failpoint('route.before')).not.toThrow();
    expect(run(passTwice, '')).toMatchObject({ status: 0, stdout: '1\n2\n' });
  });

  it('kills the process at the hit that was named, as kill -9 would', () => {
    expect(run(passTwice, 'files.after:2')).toMatchObject({ signal: 'SIGKILL' });
    expect(run(passTwice, 'files.before:2')).toMatchObject({ signal: 'SIGKILL' });
    expect(run(passTwice, 'files.after:3')).toMatchObject({ status: 0 });
    expect(run(passTwice, 'route.after:1')).toMatchObject({ status: 0 });
  });

  it('kills the whole process from a worker thread', () => {
    const script = `
      import { Worker } from 'node:worker_threads';
      new Worker(\`import('${face}').then(({ failpoint }) => failpoint('pages.before'))\`, { eval: true });
      setInterval(() => {}, 1000);`;
    expect(run(script, 'pages.before:1')).toMatchObject({ signal: 'SIGKILL' });
  });

  it('refuses a point nobody knows, naming those there are', () => {
    expect(armedBy('route.before:12')).toEqual({ name: 'route.before', hit: 12 });
    for (const text of ['route.never:1', 'route.before', 'route.before:0']) {
      expect(() => armedBy(text)).toThrow(FailpointMalformed);
    }
  });
});
