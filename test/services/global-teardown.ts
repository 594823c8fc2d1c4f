import { offered } from './offered.js';

/** Jest's globalTeardown: ends what any suite asked for. */
export default (): Promise<void> => offered.close();
