import { seedOfRun } from './chance.js';
import { Connector } from './connector.js';
import { Deliveries } from './deliveries.js';
import { expectWhole } from './expect-whole.js';
import { serve, serveAndSettle } from './serving.js';
import { withFolder } from './with-folder.js';

describe('a desk that is asked to stop while connectors push', () => {
  const seed = seedOfRun();
  const folder = withFolder();

  it(`finishes what it began, ends with 0, and repeats nothing afterwards (FAULTS_SEED=${seed})`, async () => {
    const deliveries = new Deliveries(seed);
    const connector = new Connector();
    for (const stopAfter of [1, 40, 90]) {
      connector.handIn(...Array.from({ length: 120 }, () => deliveries.next()));
      const { desk, address } = await serve(folder());
      await connector.connect(address);
      let ending: ReturnType<typeof desk.stop> | undefined;
      await connector.push(address, (count) => {
        if (count >= stopAfter) ending ??= desk.stop();
      });
      expect(await ending).toEqual({ code: 0, signal: null });
    }
    await serveAndSettle(folder(), connector);
    expectWhole(folder(), connector.acknowledged);
  }, 180_000);
});
