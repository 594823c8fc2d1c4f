import { deskFolder } from '../../testing/desk-folder.js';
import { describeAgreement, describeDeskStore, describeInboundLog } from '../../testing/index.js';
import type { DeskDriver } from '../../testing/index.js';
import type { SqliteDeskOptions } from './sqlite-desk-store.js';

const sqlite = (name: string, options: Partial<SqliteDeskOptions> = {}): DeskDriver => ({
  name,
  durable: true,
  async open() {
    const folder = deskFolder();
    let store = folder.open(options);
    return {
      get store() {
        return store;
      },
      async reopen() {
        await store.close();
        return (store = folder.open(options));
      },
      async end() {
        await store.close();
        folder.clear();
      },
    };
  },
});

describeDeskStore(sqlite('sqlite'));
describeInboundLog(sqlite('sqlite, with names in many short runs', { namesInRun: 4 }));
describeAgreement(sqlite('sqlite', { namesInRun: 5 }));
