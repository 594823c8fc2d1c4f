import { join } from 'node:path';
import type { Figure, Measured, Scale } from './figure.js';
import type { HttpLoad, HttpLoadDone } from './load/http-load.process.js';
import { runProgram, withProgram } from './programs/child-program.js';
import { withDesk } from './programs/serving-desk.js';
import { inTemporaryFolder } from './programs/temporary-folder.js';
import type { RawDoor } from './raw/door-single.process.js';

const load = new URL('./load/http-load.process.js', import.meta.url);
const rawDoor = new URL('./raw/door-single.process.js', import.meta.url);
const key = 'a key of the raw door';

/** The door, one envelope a request, while the desk goes about its other work. */
export const doorSingle: Figure = {
  name: 'door-single',
  what: 'door, single 600-byte envelopes, 50 connections, durable',
  unit: 'envelopes/s',
  atLeast: '0.65 of raw',
  product: (scale) =>
    inTemporaryFolder((folder) =>
      withDesk(folder, async (desk) => {
        await desk.connectInbox('whatsapp', 'whatsapp-cloud');
        return pushed({ port: desk.port, path: '/v1/inboxes/whatsapp/envelopes', key: desk.key }, scale);
      }),
    ),
  raw: (scale) =>
    inTemporaryFolder((folder) =>
      withProgram(rawDoor, { path: join(folder, 'raw.db'), key } satisfies RawDoor, ({ port }: { port: number }) =>
        pushed({ port, path: '/envelopes', key }, scale),
      ),
    ),
};

async function pushed(door: Pick<HttpLoad, 'port' | 'path' | 'key'>, { quick }: Scale): Promise<Measured> {
  const requests = quick ? 500 : 40_000;
  const task: HttpLoad = { ...door, connections: 50, requests, body: 'cloud', batch: 1 };
  const { envelopes, milliseconds } = await runProgram<HttpLoadDone>(load, task, { withinSeconds: 120 });
  return { value: envelopes / (milliseconds / 1000) };
}
