import { readFileSync } from 'node:fs';
import type { NodePreference } from '@eventstore/db-client';
import { LogUrlInvalid } from '../event-log.errors.js';

/** Where a log lies: how the server is reached, and what the log's streams begin with. */
export interface EventStorePlace {
  readonly endpoints: readonly Endpoint[];
  /** Ask the DNS name of the one endpoint for the nodes of the cluster. */
  readonly discover: boolean;
  readonly tls: boolean;
  /** The certificate that vouches for the server's, where it is none that the machine knows. */
  readonly rootCertificate?: Buffer;
  /** Whoever asks. A server without TLS is never shown them. */
  readonly credentials: { readonly username: string; readonly password: string };
  readonly nodePreference: NodePreference;
  /** Milliseconds the server has for one answer. */
  readonly deadlineMs: number;
  /** Milliseconds for which what the server did not do is tried again. */
  readonly patienceMs: number;
  /** Every stream of the log begins with it; no other desk's streams do. */
  readonly prefix: string;
  /** The address without credentials and parameters, for people. */
  readonly shown: string;
}
interface Endpoint {
  readonly address: string;
  readonly port: number;
}

const form = 'it is not of the form esdb://user:password@host:port,host:port?tls=true';
const shape = /^(?<scheme>esdb|esdb\+discover):\/\/(?:(?<user>[^@/?]*)@)?(?<hosts>[^@/?]+)\/?(?:\?(?<parameters>.*))?$/;
/** Ends with what the name of no desk holds, so that no desk's streams look like another's. */
const deskName = /^[a-z0-9_]{1,31}$/;
const preferences: readonly NodePreference[] = ['leader', 'follower', 'random', 'read_only_replica'];
const known = ['tls', 'tlsCAFile', 'nodePreference', 'defaultDeadline', 'patience', 'desk'];
/** Stands where nobody is asked for. */
const nobody = { username: 'nobody', password: '' };

/**
 * Reads `esdb://user:password@host:port,host:port?tls=true&nodePreference=leader&desk=north`. The client's own reader
 * prints addresses, passwords and all, where it meets what it does not know, and so is not asked. With TLS, which is the
 * default, there must be credentials: calls without them are made in ways that can hang (see `ServerConnection`).
 * Errors: `LogUrlInvalid`.
 */
export function readEventStoreUrl(url: string): EventStorePlace {
  const { scheme, user, hosts = '', parameters } = shape.exec(url.trim())?.groups ?? {};
  if (scheme === undefined) throw new LogUrlInvalid(form);
  const asked = new Map([...new URLSearchParams(parameters)].map(([name, value]) => [nameOf(name), value]));
  const tls = oneOf('tls', asked.get('tls') ?? 'true', ['true', 'false']) === 'true';
  const rootCertificate = contentOf('tlsCAFile', asked);
  return {
    endpoints: hosts.split(',').map(endpointIn),
    discover: scheme === 'esdb+discover',
    tls,
    ...(rootCertificate && { rootCertificate }),
    credentials: credentialsIn(user, tls),
    nodePreference: oneOf('nodePreference', asked.get('nodePreference')?.toLowerCase() ?? 'leader', preferences),
    deadlineMs: numberIn('defaultDeadline', asked) ?? 5_000,
    patienceMs: numberIn('patience', asked) ?? 10_000,
    prefix: `${deskIn(asked.get('desk') ?? 'sijil')}.`,
    shown: `${scheme}://${hosts}`,
  };
}

/** The client's parameters are known whatever their case. */
function nameOf(given: string): string {
  const name = known.find((each) => each.toLowerCase() === given.toLowerCase());
  if (name === undefined) throw new LogUrlInvalid(`its parameters may be ${known.join(', ')}`);
  return name;
}

function credentialsIn(user: string | undefined, tls: boolean): EventStorePlace['credentials'] {
  if (user === undefined && tls) throw new LogUrlInvalid('without tls=false it must hold user:password');
  if (user === undefined) return nobody;
  const [username = '', ...password] = user.split(':');
  if (username === '' || password.length !== 1) throw new LogUrlInvalid('credentials are user:password, URL-encoded');
  try {
    return { username: decodeURIComponent(username), password: decodeURIComponent(password.join(':')) };
  } catch {
    throw new LogUrlInvalid('its credentials are not URL-encoded');
  }
}

function endpointIn(host: string): Endpoint {
  const [, address, port = '2113'] = /^([^:\s]+)(?::(\d{1,5}))?$/.exec(host) ?? [];
  if (address === undefined) throw new LogUrlInvalid(form);
  return { address, port: Number(port) };
}

function contentOf(name: string, asked: ReadonlyMap<string, string>): Buffer | undefined {
  const path = asked.get(name);
  try {
    return path === undefined ? undefined : readFileSync(path);
  } catch {
    throw new LogUrlInvalid(`the file of ${name} cannot be read`);
  }
}

function numberIn(name: string, asked: ReadonlyMap<string, string>): number | undefined {
  const text = asked.get(name);
  if (text !== undefined && !/^[1-9]\d{0,6}$/.test(text)) throw new LogUrlInvalid(`${name} is in milliseconds`);
  return text === undefined ? undefined : Number(text);
}

function deskIn(name: string): string {
  if (!deskName.test(name)) throw new LogUrlInvalid('desk is a name of at most 31 lower case letters, digits and _');
  return name;
}

function oneOf<Choice extends string>(name: string, given: string, choices: readonly Choice[]): Choice {
  const chosen = choices.find((choice) => choice === given);
  if (chosen === undefined) throw new LogUrlInvalid(`${name} may be ${choices.join(', ')}`);
  return chosen;
}
