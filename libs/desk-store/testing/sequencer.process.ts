// A process that leads for a second, and routes without asking again whether it still does, until it is told otherwise.
import { LeaseLost, sequencerLease } from '../src/index.js';
import { openDeskStore } from '../src/open.js';

const [url = ''] = process.argv.slice(2);
const store = await openDeskStore(url);

async function routeForEver(epoch: number): Promise<never> {
  for (let n = 1; ; n++) {
    const routes = [{ itemKey: `item-${n}`, stream: 'customer-zombie' }];
    await store.sequencer.route(epoch, routes, [{ lane: 'live', position: BigInt(n) }]);
    process.stdout.write(`${n}\n`);
  }
}

const lease = await store.leases.acquire(sequencerLease, 'zombie', new Date().toISOString(), 1);
routeForEver(lease?.epoch ?? NaN).catch((fault: unknown) => {
  process.stdout.write(`${fault instanceof LeaseLost ? 'lost' : String(fault)}\n`);
  process.exit();
});
