import { declared } from './declared.js';
import { nearName } from './near-names.js';
import { camelCase } from './setting.js';
import type { CamelCase, Setting, ValueOf } from './setting.js';
import { SettingMalformed, SettingUnknown } from './settings.errors.js';

type Declared = typeof declared;

/** All settings, typed: `DATA_DIR` is `dataDir`; those without a default may be `undefined`. */
export type Settings = { readonly [Name in keyof Declared as CamelCase<Name>]: ValueOf<Declared[Name]> };

/** The environment of a process; an empty text counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

const names = Object.keys(declared) as (keyof Declared)[];

/**
 * Reads the settings from the environment; nothing else in the house does.
 *
 * Errors: `SettingMalformed` and `SettingUnknown`, each with all names concerned. Unknown is a name that begins with
 * `SIJIL_` or is a slip of the pen away from a known one: the environment holds a hundred names that are none of ours.
 */
export function readSettings(env: Environment): Settings {
  refuseUnknown(env);
  const read = new Map<string, unknown>();
  const malformed: { name: string; expected: string }[] = [];
  for (const name of names) {
    const setting: Setting = declared[name];
    const text = env[name] || defaultOf(setting, read);
    const value = text === undefined ? undefined : setting.form.read(text);
    if (text !== undefined && value === undefined) malformed.push({ name, expected: setting.form.words });
    read.set(name, value);
  }
  if (malformed.length > 0) throw new SettingMalformed(malformed);
  return Object.freeze(Object.fromEntries([...read].map(([name, value]) => [camelCase(name), value]))) as Settings;
}

/** A malformed setting leaves its name standing; it is reported by its own name alone. */
function defaultOf(setting: Setting, read: ReadonlyMap<string, unknown>): string | undefined {
  return setting.default?.replace(/<([A-Z_]+)>/g, (reference, name: string) => {
    const value = read.get(name);
    return typeof value === 'string' ? value : reference;
  });
}

function refuseUnknown(env: Environment): void {
  const unknown = Object.keys(env)
    .filter((name) => !Object.hasOwn(declared, name))
    .map((name) => ({ name, near: nearName(name.replace(/^SIJIL_/, ''), names) }))
    .filter(({ name, near }) => near !== undefined || name.startsWith('SIJIL_'));
  if (unknown.length > 0) throw new SettingUnknown(unknown);
}

/**
 * Secrets of inboxes, by the name of their variable as the inbox's settings give it (`MAIL_SECRET`).
 * Answers `undefined` for what is not set, and for the desk's own settings: an inbox must not borrow those.
 */
export function secretsIn(env: Environment): (name: string) => string | undefined {
  return (name) => (Object.hasOwn(declared, name) || !Object.hasOwn(env, name) ? undefined : env[name] || undefined);
}
