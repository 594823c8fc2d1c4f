import type { Connector } from './connector.js';
import { DeskProcess } from './desk-process.js';
import type { DeskAddress } from './desk-process.js';

/** A desk that was started and listens. */
export interface Serving {
  readonly desk: DeskProcess;
  readonly address: DeskAddress;
}

/** Starts a desk on this folder. Errors: with what it wrote when it does not start. */
export async function serve(folder: string): Promise<Serving> {
  const desk = DeskProcess.prepare(folder);
  const address = await desk.start();
  if (address) return { desk, address };
  await desk.ended;
  throw new Error(`it does not start: ${desk.complaints}`);
}

/** Starts a desk that must refuse to; answers what it said. */
export async function refusal(folder: string): Promise<string> {
  const desk = DeskProcess.prepare(folder);
  if (await desk.start()) {
    desk.kill();
    throw new Error('it started');
  }
  const { code } = await desk.ended;
  if (code === 0 || code === null) throw new Error(`it ended with ${code}`);
  return desk.complaints;
}

/** Starts a desk, pushes all that waits, lets it come to rest and stops it. */
export async function serveAndSettle(folder: string, connector: Connector): Promise<void> {
  const { desk, address } = await serve(folder);
  try {
    await connector.connect(address);
    while (connector.waiting > 0) await connector.push(address);
    await address.settled();
  } finally {
    await desk.stop();
  }
}
