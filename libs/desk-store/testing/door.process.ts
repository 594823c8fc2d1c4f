// A process that keeps envelopes until it is killed or the disk is full, and says which are kept as soon as it knows.
import { DeskFull } from '../src/index.js';
import { openDeskStore } from '../src/open.js';
import { numberedEnvelope } from './envelopes.js';

const [url = '', first = '0'] = process.argv.slice(2);
const { inbound } = await openDeskStore(url);

async function keepForEver(from: number): Promise<never> {
  for (let next = from; ; next += 3) {
    const batch = [numberedEnvelope(next), numberedEnvelope(next + 1), numberedEnvelope(next + 2)];
    const kept = await Promise.all([inbound.keep(batch.slice(0, 2)), inbound.keep(batch.slice(2))]);
    kept.flat().forEach(({ position }, at) => process.stdout.write(`${next + at} ${position}\n`));
  }
}

keepForEver(Number(first)).catch((fault: unknown) => {
  process.stdout.write(`${fault instanceof DeskFull ? 'full' : String(fault)}\n`);
  process.exit();
});
