import { Client } from 'pg';
import { readPostgresUrl } from '#postgres';
import { postgresUnderTest } from '#postgres/testing';
import { describeSealingKeys } from '../../testing/index.js';
import { openKeysToRead, openSealingKeys } from '../open.js';
import { KeysSchemaUnknown, KeysUnavailable } from '../sealing.errors.js';
import { PostgresSealingKeys } from './postgres-sealing-keys.js';

const postgres = await postgresUnderTest();

/** What one statement answers, asked from outside. */
async function askKeys(url: string, asked: string): Promise<readonly Record<string, unknown>[]> {
  const { address, schema } = readPostgresUrl(url, 'keys');
  const client = new Client({ connectionString: address });
  await client.connect();
  await client.query(`SET search_path = ${schema}`);
  const { rows } = await client.query<Record<string, unknown>>(asked);
  await client.end();
  return rows;
}

postgres.describe('keys on PostgreSQL', () => {
  describeSealingKeys('postgres', true, async () => {
    const url = postgres.freshUrl();
    const keys = await PostgresSealingKeys.open(url);
    const reopen = async () => {
      await keys.close();
      return PostgresSealingKeys.open(url);
    };
    return { keys, reopen };
  });

  it('are leased to servers that begin at once without meeting, under one handle key', async () => {
    const url = postgres.freshUrl();
    const [one, other] = await Promise.all([openSealingKeys(url), openSealingKeys(url)]);
    expect(await one.handleKey()).toEqual(await other.handleKey());
    const blocks = await Promise.all([one, other, one, other].map((keys) => keys.lease(50)));
    expect(blocks.map(({ first }) => first).sort((a, b) => a - b)).toEqual([1, 51, 101, 151]);
    for (const { first, size, secrets } of blocks) {
      const found = await other.find(Array.from({ length: size }, (_, n) => first + n));
      const inOrder = Array.from({ length: size }, (_, n) => Buffer.from(found.get(first + n) ?? []));
      expect(Buffer.concat(inOrder).equals(secrets)).toBe(true);
    }
    await Promise.all([one.close(), other.close()]);
  });

  it('are zeros in their rows once they are destroyed', async () => {
    const url = postgres.freshUrl();
    const keys = await PostgresSealingKeys.open(url);
    const { first } = await keys.lease(100);
    await keys.destroy([first, first + 99]);
    const [row] = await askKeys(url, `SELECT encode(secret, 'hex') AS secret FROM key WHERE id = ${first}`);
    expect(row).toEqual({ secret: '00'.repeat(32) });
    await keys.close();
  });

  it('are read beside their owner by whoever makes and migrates nothing', async () => {
    const url = postgres.freshUrl();
    await expect(openKeysToRead(url)).rejects.toThrow(KeysSchemaUnknown);
    const keys = await PostgresSealingKeys.open(url);
    const { first, secrets } = await keys.lease(2);
    const reader = await openKeysToRead(url);
    await keys.destroy([first]);
    const found = await reader.find([first, first + 1]);
    expect([...found].map(([id, secret]) => [id, Buffer.from(secret)])).toEqual([
      [first + 1, Buffer.from(secrets.subarray(32))],
    ]);
    await reader.close();
    await keys.close();
  });

  it('are not touched by code that is older than they are', async () => {
    const url = postgres.freshUrl();
    await (await PostgresSealingKeys.open(url)).close();
    await askKeys(url, 'INSERT INTO migrations (version) VALUES (99)');
    await expect(PostgresSealingKeys.open(url)).rejects.toThrow(KeysSchemaUnknown);
  });

  it('say that they cannot be reached, and never the password they would have been reached with', async () => {
    const fault: unknown = await openSealingKeys('postgres://sijil:open-sesame@127.0.0.1:1/keys').catch(
      (why: unknown) => why,
    );
    expect(fault).toBeInstanceOf(KeysUnavailable);
    expect(JSON.stringify([String(fault), String((fault as Error).cause)])).not.toContain('open-sesame');
  });
});
