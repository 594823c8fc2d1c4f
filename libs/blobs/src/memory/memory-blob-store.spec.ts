import { describeBlobStore } from '../../testing/index.js';
import { MemoryBlobStore } from './memory-blob-store.js';

describeBlobStore('memory', async () => new MemoryBlobStore());
