import { keepCompiledCode } from './compiled-code.js';
import { offered } from './offered.js';

/** Jest's globalSetup: suites of a run share one PostgreSQL server and one Kafka broker, each started when the first of them asks. */
export default (): Promise<void> => {
  keepCompiledCode();
  return offered.open();
};
