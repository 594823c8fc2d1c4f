import Sequencer from '@jest/test-sequencer';

/**
 * Suites that start whole desks begin first, and those of milliseconds end the run: what is left at the end is short, so that
 * no core waits for a long suite on another. Among equals Jest's own order stays, by how long they took before.
 */
export default class DearestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

const kinds = [/\.(e2e|corpus)-spec\.js$/, /\.(int-spec|propert(y|ies)\.spec)\.js$/];

function rankOf({ path }) {
  const kind = kinds.findIndex((ending) => ending.test(path));
  return kind < 0 ? kinds.length : kind;
}
