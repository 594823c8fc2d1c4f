import { describeSealingKeys } from '../../testing/index.js';
import { MemorySealingKeys } from './memory-sealing-keys.js';

describeSealingKeys('memory', false, async () => ({ keys: new MemorySealingKeys() }));
