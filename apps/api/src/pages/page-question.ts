import { Inject } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { apiParts } from '../api-parts.js';
import type { ApiParts, PageQuestions } from '../api-parts.js';

type Name = Exclude<keyof PageQuestions, 'reached'>;
type Asked<N extends Name> = Parameters<PageQuestions[N]>;
type Answer<N extends Name> = Awaited<ReturnType<PageQuestions[N]>>;

/** How long a question waits for the pages to reach `minPosition`, in milliseconds. */
const patience = 5_000;

/** A question to the pages on its way there. */
export class PageQuestion<N extends Name = Name> extends Query<Answer<N>> {
  readonly asked: Asked<N>;

  constructor(
    readonly name: N,
    /** Token of a position the answer must have reached: read your own writes. */
    readonly minPosition: string | undefined,
    ...asked: Asked<N>
  ) {
    super();
    this.asked = asked;
  }
}

/** A query class for one question: `class TimelineOf extends pageQuestion('timelineOf') {}`. */
export function pageQuestion<N extends Name>(name: N) {
  return class extends PageQuestion<N> {
    constructor(minPosition: string | undefined, ...asked: Asked<N>) {
      super(name, minPosition, ...asked);
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

    async execute({ name, asked, minPosition }: PageQuestion<N>): Promise<Answer<N>> {
      const { queries, positions } = this.parts;
      if (minPosition !== undefined) {
        await queries.reached(positions.read(minPosition), AbortSignal.timeout(patience));
      }
      const ask = queries[name].bind(queries) as (...parameters: Asked<N>) => Promise<Answer<N>>;
      return ask(...asked);
    }
  }
  return PageQuestionHandler;
}
