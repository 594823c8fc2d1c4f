import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { readSettings } from '#settings';

interface Service {
  readonly image: string;
  readonly build?: string;
  readonly profiles: readonly string[];
  readonly command?: readonly string[];
  readonly user?: string;
  readonly ports?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly volumes: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly read_only?: boolean;
  readonly stop_grace_period?: string;
  readonly cap_drop: readonly string[];
  readonly security_opt: readonly string[];
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const text = readFileSync('docker-compose.yml', 'utf8');
const { services, volumes } = parse(text, { strict: true, merge: true }) as Compose;
const named = Object.entries(services);
const all = Object.values(services);
/** Servers of ours, and services that others made. */
const [ours, theirs] = [named.filter(([, { build }]) => build), named.filter(([, { build }]) => !build)];
const inProfile = (profile: string) => named.filter(([, { profiles }]) => profiles.includes(profile)).map(([name]) => name).sort(); // prettier-ignore
const mountsOf = ({ volumes: mounts }: Service) => mounts.map((mount) => mount.split(':')[0] ?? '');

describe('docker-compose.yml', () => {
  it.each([
    ['embedded', ['sijil']],
    ['postgres', ['api', 'intake', 'postgres', 'projector', 'relay']],
    ['eventstore', ['eventstore', 'postgres', 'sijil-on-eventstore']],
    ['kafka', ['api', 'intake', 'kafka', 'postgres', 'projector', 'relay']],
    ['all', Object.keys(services).sort()],
  ])('starts under the profile "%s" what it says', (profile, names) => {
    expect(inProfile(profile)).toEqual(names);
  });

  it('waits for nothing that a profile leaves out, and for each until it is well', () => {
    for (const { profiles, depends_on = {} } of all)
      for (const [name, { condition }] of Object.entries(depends_on)) {
        expect(services[name]?.profiles).toEqual(expect.arrayContaining([...profiles]));
        expect([condition, services[name]?.healthcheck !== undefined]).toEqual(['service_healthy', true]);
      }
  });

  it('starts roles that there are', () => {
    const roles = all.flatMap(({ command }) => command?.[2] ?? []);
    expect(roles).toEqual(['api', 'intake', 'projector', 'relay']);
    expect(roles.filter((role) => !existsSync(`apps/${role}/src/role.ts`))).toEqual([]);
  });

  it('runs nothing as root, and lets nobody become it', () => {
    for (const [, { cap_drop, security_opt }] of named)
      expect([cap_drop, security_opt]).toEqual([['ALL'], ['no-new-privileges:true']]);
    for (const [, { user }] of theirs) expect(user).toMatch(/^(?!0|root)\w/);
    expect(ours.filter(([, service]) => service.user !== undefined || service.read_only !== true)).toEqual([]);
  });

  it('looks whether each service is well, and gives each time to stop', () => {
    expect(theirs.filter(([, { healthcheck }]) => !healthcheck)).toEqual([]);
    expect(readFileSync('Dockerfile', 'utf8')).toContain('HEALTHCHECK');
    expect(named.filter(([, { stop_grace_period }]) => !stop_grace_period)).toEqual([]);
  });

  it('names images by their version', () => {
    expect(all.map(({ image }) => image).filter((image) => !/:v?\d+(?:\.\d+)*(?:-\w+)?$/.test(image))).toEqual([]);
  });

  it('keeps what is kept in volumes that it declares, and declares no other', () => {
    expect([...new Set(all.flatMap(mountsOf))].sort()).toEqual(Object.keys(volumes).sort());
  });

  it('opens the api only, on this machine only, and each server on a port of its own', () => {
    const ports = ours.flatMap(([, service]) => service.ports ?? []);
    expect(ports.filter((port) => !/^127\.0\.0\.1:\d+:7070$/.test(port))).toEqual([]);
    expect(new Set(ports).size).toBe(ports.length);
    expect(theirs.flatMap(([, service]) => service.ports ?? [])).toEqual([]);
  });

  it('brings no default password', () => {
    const given = [...text.matchAll(/\$\{(\w+)([^}]*)\}/g)].map(([, name = '', otherwise]) => ({ name, otherwise }));
    const secret = given.filter(({ name }) => /PASSWORD|KEY|SECRET|TOKEN/.test(name));
    expect(new Set(secret.map(({ name }) => name))).toEqual(new Set(['POSTGRES_PASSWORD', 'ADMIN_KEY']));
    expect(secret.filter(({ otherwise }) => otherwise !== ':-')).toEqual([]);
    const settings = all.flatMap(({ environment }) => Object.entries(environment));
    const written = settings.filter(([name, value]) => /PASSWORD|KEY$|SECRET|TOKEN/.test(name) && !value.startsWith('${')); // prettier-ignore
    expect(written).toEqual([]);
  });

  it.each(ours)('tells %s what it can read', (_, { environment }) => {
    const words: Record<string, string> = { POSTGRES_PASSWORD: 'secret' };
    const read = (value: string) => value.replaceAll(/\$\{(\w+):-(.*?)\}/g, (__, name: string, otherwise: string) => words[name] ?? otherwise); // prettier-ignore
    const env = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, read(String(value))]));
    expect(() => readSettings(env)).not.toThrow();
  });
});
