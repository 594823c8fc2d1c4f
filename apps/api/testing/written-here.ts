import { answersWith } from '../src/answers.js';
import { WrittenAnswer } from '../src/index.js';
import type { ApiParts, WrittenPages } from '../src/index.js';

/** Answers to the questions of a test, written down on the spot. */
export function writtenHere({ queries, positions }: Pick<ApiParts, 'queries' | 'positions'>): WrittenPages {
  const write = answersWith(positions);
  return {
    write: async (name, ...asked) => {
      const put = queries[name].bind(queries) as (...asked: readonly unknown[]) => Promise<object>;
      return new WrittenAnswer(Buffer.from(write(await put(...asked))));
    },
  };
}
