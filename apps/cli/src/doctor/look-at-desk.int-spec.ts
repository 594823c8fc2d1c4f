import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '#settings';
import { announceDesk } from '../desk/index.js';
import { lookAtDesk } from './look-at-desk.js';

const lanes = { live: { head: '9', read: '9' }, bulk: { head: '20000', read: '0' } };
const well = { deskId: 'acme', epoch: 1, position: '40', pages: '40', kpis: '38', lanes, partsLost: 0 };
const admin = { role: 'admin' };

describe('a serving desk, as the doctor sees it', () => {
  let folder: string;
  let server: Server | undefined;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'sijil-doctor-'))));
  afterEach(async () => {
    server?.close();
    server = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  const look = async () => {
    const findings = await lookAtDesk(readSettings({ DATA_DIR: folder }));
    return findings.map(({ what, state, found }) => `${state} ${what}: ${found}`);
  };
  /** Looks at a desk that says this about itself. */
  async function lookAt(status: object, keys: readonly object[] = [admin]): Promise<readonly string[]> {
    server = createServer(({ url }, answer) => answer.end(JSON.stringify(url === '/v1/status' ? status : { keys })));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    await announceDesk(folder, { url: `http://127.0.0.1:${port}`, pid: 7, key: 'k' });
    return (await look()).slice(1);
  }

  it('is well when none runs', async () => {
    expect(await look()).toEqual(['ok server: none runs on these files']);
  });

  it('is well while an import waits to be read', async () => {
    expect(await lookAt(well)).toEqual([
      'ok lag: live 0, bulk 20000, pages 0, kpis 2',
      'ok keys: 1 valid, 1 of an admin',
    ]);
  });

  it('should be looked after when its pages are far behind, or nobody can get in', async () => {
    expect(await lookAt({ ...well, position: '90000' }, [{ ...admin, revokedAt: '2026-03-01T08:00:00.000Z' }])).toEqual(
      ['warn lag: live 0, bulk 20000, pages 89960, kpis 89962', 'warn keys: 0 valid, 0 of an admin'],
    );
  });

  it('should be looked after when its figures are far behind', async () => {
    expect(await lookAt({ ...well, position: '90000', pages: '90000' })).toContain(
      'warn lag: live 0, bulk 20000, pages 0, kpis 89962',
    );
  });

  it('says how many parts a restore has cost', async () => {
    expect(await lookAt({ ...well, partsLost: 12 })).toContain(
      'ok lost parts: 12 cannot be opened: a restore lost their keys',
    );
  });
});
