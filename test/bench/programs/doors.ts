import { join } from 'node:path';
import type { Measured, Scale } from '../figure.js';
import type { HttpLoad, HttpLoadDone } from '../load/http-load.process.js';
import type { RawDoor } from '../raw/door.process.js';
import { runProgram, withProgram } from './child-program.js';
import { withCost } from './desk-cost.js';
import { withDesk } from './serving-desk.js';
import { inTemporaryFolder } from './temporary-folder.js';
import { passThrough, warmUp, warmingUp } from './through-the-door.js';

const load = new URL('../load/http-load.process.js', import.meta.url);
const door = new URL('../raw/door.process.js', import.meta.url);
const withinSeconds = 120;
const key = 'a key of the raw door';

/** What is pushed, at whose door ever. */
export type Pushed = Omit<HttpLoad, 'port' | 'key' | 'path'>;
/** Both doors take single envelopes and batches on paths that end alike. */
export type DoorPath = '/envelopes' | '/envelopes/batch';

/** Envelopes at the door of a desk: acknowledged a second, and what the desk then still had to do. */
export const atDesk =
  (path: DoorPath, pushed: (scale: Scale) => Pushed) =>
  (scale: Scale): Promise<Measured> =>
    inTemporaryFolder((folder) =>
      withDesk(folder, async (desk) => {
        await desk.connectInbox('whatsapp', 'whatsapp-cloud');
        const door = { port: desk.port, path: `/v1/inboxes/whatsapp${path}`, key: desk.key };
        const task = await warmUp(desk, { ...pushed(scale), ...door });
        return withCost(desk, async () => {
          const { envelopes, ...passage } = await passThrough(desk, task);
          return {
            messages: envelopes,
            value: passage.acknowledgedPerSecond,
            also: { 'settled after s': passage.settledAfterSeconds, 'door to pages/s': passage.toPagesPerSecond },
          };
        });
      }),
    );

/** The same envelopes at the door that was written by hand. */
export const byHand =
  (path: DoorPath, pushed: (scale: Scale) => Pushed) =>
  (scale: Scale): Promise<Measured> =>
    inTemporaryFolder((folder) => {
      const push = async ({ port }: { readonly port: number }): Promise<Measured> => {
        const { warm, rest } = warmingUp({ ...pushed(scale), port, path, key });
        await runProgram<HttpLoadDone>(load, warm, { withinSeconds });
        const { envelopes, milliseconds } = await runProgram<HttpLoadDone>(load, rest, { withinSeconds });
        return { value: envelopes / (milliseconds / 1000) };
      };
      return withProgram(door, { path: join(folder, 'raw.db'), key } satisfies RawDoor, push);
    });
