import type { Dated, DomainRefusal, Fact } from '../src/index.js';

/** A room of the domain as a test reads it: where it begins, what it decides and how it folds. */
export interface Room<State, Command, Event extends Fact> {
  readonly empty: State;
  readonly decide: (state: State, command: Command) => Event[];
  readonly evolve: (state: State, event: Dated<Event>) => State;
}

type RefusalClass<Refusal extends DomainRefusal> = abstract new (...facts: never[]) => Refusal;

/** What came of a command: exactly these facts, nothing, or a refusal with these facts. */
export interface Outcome<Event extends Fact> {
  then(...expected: readonly Event[]): void;
  thenNothing(): void;
  thenRefused<Refusal extends DomainRefusal>(
    reason: RefusalClass<Refusal>,
    facts: Partial<Omit<Refusal, keyof Error>>,
  ): void;
}

/** Given events, when a command, then events: `given(…).when(…).then(…)`. */
export interface Scenario<Command, Event extends Fact> {
  when(command: Command): Outcome<Event>;
}

/** Reads scenarios of one room: `const given = scenariosOf(room)`. */
export function scenariosOf<State, Command, Event extends Fact>(room: Room<State, Command, Event>) {
  return (...history: readonly Dated<Event>[]): Scenario<Command, Event> => ({
    when(command) {
      const state = history.reduce(room.evolve, room.empty);
      const decide = () => room.decide(state, command);
      return {
        then: (...expected) => expect(decide()).toEqual(expected),
        thenNothing: () => expect(decide()).toEqual([]),
        thenRefused: (reason, facts) => expect(refusalOf(decide, reason)).toMatchObject(facts),
      };
    },
  });
}

function refusalOf(decide: () => unknown, reason: RefusalClass<DomainRefusal>): unknown {
  try {
    decide();
  } catch (refusal) {
    expect(refusal).toBeInstanceOf(reason);
    return refusal;
  }
  throw new Error(`nothing was refused, expected ${reason.name}`);
}
