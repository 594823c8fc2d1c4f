import { deskFolder } from '../../testing/desk-folder.js';
import { describeAgreement, describeDeskStore, describeInboundLog } from '../../testing/index.js';
import type { DeskDriver } from '../../testing/index.js';
import type { DeskStore } from '../index.js';
import type { SqliteDeskOptions, SqliteDeskStore } from './sqlite-desk-store.js';

type Open = (options?: Partial<SqliteDeskOptions>) => SqliteDeskStore;

/** `onBranch`: the store under test works, as on another thread, through a branch of the one that holds the file. */
const sqlite = (name: string, options: Partial<SqliteDeskOptions> = {}, onBranch = false): DeskDriver => ({
  name,
  durable: true,
  async open() {
    const folder = deskFolder();
    const others: DeskStore[] = [];
    let stores = openStores(folder.open, options, onBranch);
    return {
      get store() {
        return stores.store;
      },
      async beside() {
        const other = folder.open({ ...options, hold: false });
        others.push(other);
        return other;
      },
      async reopen() {
        await stores.close();
        stores = openStores(folder.open, options, onBranch);
        return stores.store;
      },
      async end() {
        await Promise.all([stores, ...others].map((each) => each.close()));
        folder.clear();
      },
    };
  },
});

function openStores(open: Open, options: Partial<SqliteDeskOptions>, onBranch: boolean) {
  const owner = open(options);
  const store = onBranch ? open({ ...options, hold: false, branch: owner.branch?.() }) : owner;
  const close = async () => {
    await store.close();
    await owner.close();
  };
  return { store, close };
}

describeDeskStore(sqlite('sqlite'));
describeDeskStore(sqlite('sqlite, beside the one who holds the file', {}, true));
describeInboundLog(sqlite('sqlite, with names in many short runs', { namesInRun: 4 }));
describeAgreement(sqlite('sqlite', { namesInRun: 5 }));
