import { describeDeskStore } from '../../testing/index.js';
import { MemoryDeskStore } from './memory-desk-store.js';

describeDeskStore({
  name: 'memory',
  durable: false,
  async open() {
    const store = new MemoryDeskStore();
    return { store, beside: async () => store, reopen: async () => store, end: () => store.close() };
  },
});
