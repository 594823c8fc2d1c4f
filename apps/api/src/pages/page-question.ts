import { Inject } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import type { WrittenAnswer } from '../written-answer.js';
import { apiParts } from '../api-parts.js';
import type { ApiParts, PageQuestions } from '../api-parts.js';

type Name = Exclude<keyof PageQuestions, 'reached'>;
type Asked<N extends Name> = Parameters<PageQuestions[N]>;
type Found<N extends Name> = Awaited<ReturnType<PageQuestions[N]>>;

/** How long a question waits for the pages to reach `minPosition`, in milliseconds. */
const patience = 5_000;

/** A question to the pages on its way there. */
export class PageQuestion<N extends Name = Name, Answer = unknown> extends Query<Answer> {
  constructor(
    readonly name: N,
    /** The answer goes out as it is: whoever finds it writes it down. */
    readonly isWritten: boolean,
    /** Token of a position the answer must have reached: read your own writes. */
    readonly minPosition: string | undefined,
    readonly asked: Asked<N>,
  ) {
    super();
  }
}

/** A query class for one question whose answer is looked at: `class TicketCard extends pageQuestion('ticket') {}`. */
export function pageQuestion<N extends Name>(name: N) {
  return class extends PageQuestion<N, Found<N>> {
    constructor(minPosition: string | undefined, ...asked: Asked<N>) {
      super(name, false, minPosition, asked);
    }
  };
}

/** The same for one whose answer goes out unseen, which spares this thread the reading and writing of long lists. */
export function writtenQuestion<N extends Name>(name: N) {
  return class extends PageQuestion<N, WrittenAnswer> {
    constructor(minPosition: string | undefined, ...asked: Asked<N>) {
      super(name, true, minPosition, asked);
    }
  };
}

/**
 * The one handler of a query class: waits until the pages are as far as was asked, then puts the question to them.
 *
 * Errors: `POSITION.UNREADABLE`, `PositionNotReached`, and those of the question.
 */
export function answererOf<N extends Name>(question: Type<PageQuestion<N>>): Type<IQueryHandler<PageQuestion<N>>> {
  @QueryHandler(question)
  class PageQuestionHandler implements IQueryHandler<PageQuestion<N>> {
    constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

    async execute({ name, asked, minPosition, isWritten }: PageQuestion<N>): Promise<unknown> {
      const { queries, written, positions } = this.parts;
      if (minPosition !== undefined) {
        await queries.reached(positions.read(minPosition), AbortSignal.timeout(patience));
      }
      if (isWritten) return written.write(name, ...asked);
      const ask = queries[name].bind(queries) as (...parameters: Asked<N>) => Promise<Found<N>>;
      return ask(...asked);
    }
  }
  return PageQuestionHandler;
}
