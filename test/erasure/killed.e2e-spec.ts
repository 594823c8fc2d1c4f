import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { mail } from '../../apps/sijil/testing/index.js';
import type { FailpointName } from '#failpoints';
import { DeskDied, DeskProcess } from '../faults/desk-process.js';
import type { DeskAddress } from '../faults/desk-process.js';
import { filesWith } from './find-words.js';

const hers = ['moonflower', 'quillwort', 'speedwellreply', 'brambleberry'];
const his = ['daylilysami'];
const places: readonly FailpointName[] = [
  'erasure.entered', 'erasure.said', 'erasure.released', 'erasure.keys-destroyed', 'erasure.blobs-removed',
  'erasure.envelopes-erased', 'pages.after',
]; // prettier-ignore

interface Register {
  readonly erasures: readonly { readonly doneAt?: string }[];
}

describe('An erasure that is cut off by a crash', () => {
  let folder: string;
  let customerId: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sijil-erasure-'));
    const [desk, address] = await serve(join(folder, 'before'));
    await address.write('PUT', '/v1/inboxes/help', 'i1', { kind: 'email', address: 'help@desk.example' });
    const push = (body: string) => address.ask('POST', '/v1/inboxes/help/envelopes', { body, headers: { 'content-type': 'message/rfc822' } }); // prettier-ignore
    await push(mail('zarqaa@moonflower.example', 'z1', 'quillwort', 'brambleberry '.repeat(6000)));
    await push(mail('sami@daylilysami.example', 's1', 'hello', 'hello'));
    await address.settled();
    const { hits } = JSON.parse((await address.ask('GET', '/v1/search?q=quillwort')).text) as { hits: readonly { customerId: string; ticketId: string }[] }; // prettier-ignore
    const [hit] = hits;
    customerId = hit?.customerId ?? '';
    await address.write('POST', `/v1/tickets/${hit?.ticketId ?? ''}/replies`, 'r1', { text: 'speedwellreply' });
    await address.settled();
    await desk.stop();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function serve(at: string, name?: FailpointName): Promise<readonly [DeskProcess, DeskAddress]> {
    const desk = DeskProcess.prepare(at, name && { name, hit: 1 });
    const address = await desk.start();
    if (!address) throw new DeskDied(desk.complaints);
    return [desk, address];
  }
  async function untilNothingIsOpen(address: DeskAddress): Promise<void> {
    for (;;) {
      const { erasures } = JSON.parse((await address.ask('GET', '/v1/erasures')).text) as Register;
      if (erasures.length === 1 && erasures.every(({ doneAt }) => doneAt !== undefined)) return;
      await pause(20);
    }
  }

  it.each(places)(
    'is complete once the desk runs again (killed at %s)',
    async (name) => {
      const at = join(folder, name);
      await cp(join(folder, 'before'), at, { recursive: true });
      expect(new Set(Object.values(await filesWith(at, hers)).flat())).toEqual(new Set(hers));
      const [killed, address] = await serve(at, name);
      const erase = () => address.write('POST', '/v1/operations/erase', 'e1', { customerIds: [customerId] });
      await expect(erase()).rejects.toThrow(DeskDied);
      expect(await killed.ended).toMatchObject({ signal: 'SIGKILL' });
      const [again, served] = await serve(at);
      await untilNothingIsOpen(served);
      expect(await filesWith(at, hers)).toEqual({});
      expect(new Set(Object.values(await filesWith(at, his)).flat())).toEqual(new Set(his));
      expect(await served.operate('verify')).toMatchObject({ result: { findings: [] } });
      expect(await served.operate('rebuild', { compare: true })).toMatchObject({
        result: { comparison: { differences: 0 } },
      });
      await again.stop();
    },
    180_000,
  );
});
