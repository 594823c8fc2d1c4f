import { Command, Option } from 'commander';
import { likenesses } from '#domain';
import type { Likeness } from '#domain';
import type { DeskClient, PersonOverHttp, SuggestionsOverHttp } from '../desk/index.js';
import { NotSuggested } from '../exit/index.js';
import { action } from '../session/index.js';
import type { Session, Surroundings } from '../session/index.js';
import { dismissedColumns, handleColumns, linkColumns, reasonColumns, reasonRows } from '../views/index.js';
import { customerIn } from './customer-in.js';

/** What became of a decision. */
interface DecidedOverHttp {
  readonly facts: readonly string[];
  readonly position: string;
}
type Pair = readonly [string, string];

const customer = 'a customer, or the number of one of their tickets';

/** `sijil people show | suggestions | merge | unmerge | dismiss` */
export function peopleCommand(surroundings: Surroundings): Command {
  const people = new Command('people').description('which files are of one person');
  const onTwo = (name: string) => people.command(name).argument('<customer>', customer).argument('<other>', customer);
  people
    .command('show')
    .argument('<customer>', customer)
    .description('the files of a person, what they are reached at, and what joins the files')
    .action(action(surroundings, show));
  people
    .command('suggestions')
    .argument('<customer>', customer)
    .description('who else may be the same person, what speaks for it, and who was dismissed')
    .action(action(surroundings, suggestions));
  onTwo('merge').description('two files are of one person').action(action(surroundings, merge));
  onTwo('unmerge').description('they are not; each keeps what it has').action(action(surroundings, unmerge));
  onTwo('dismiss')
    .addOption(
      new Option('--alike <likeness...>', 'in what; all that is told of them now where it is left out').choices(
        likenesses,
      ),
    ) // prettier-ignore
    .description('they are alike, and not one person: do not suggest it again for the same reasons')
    .action(action(surroundings, dismiss));
  return people;
}

async function show(session: Session, named: string): Promise<void> {
  const person = await session.withDesk(async (desk) => personAt(desk, await customerIn(desk, named)));
  session.terminal.answer(person, () => linesOf(session, person));
}

async function suggestions(session: Session, named: string): Promise<void> {
  const told = await session.withDesk(async (desk) => suggestionsAt(desk, await customerIn(desk, named)));
  const { terminal } = session;
  terminal.answer(told, () => [
    ...terminal.table(reasonColumns, reasonRows(told.suggestions), 'Nobody else seems to be the same person.'),
    ...(told.dismissed.length === 0 ? [] : ['', ...terminal.table(dismissedColumns, told.dismissed, '')]),
  ]);
}

const merge = (session: Session, one: string, other: string): Promise<void> =>
  decide(session, [one, other], (desk, customerIds) => desk.post('/v1/customers/merge', { customerIds }));

const unmerge = (session: Session, one: string, other: string): Promise<void> =>
  decide(session, [one, other], (desk, customerIds) => desk.post('/v1/customers/unmerge', { customerIds }));

const dismiss = (session: Session, one: string, other: string, { alike }: { readonly alike?: readonly Likeness[] }) =>
  decide(session, [one, other], async (desk, customerIds) => {
    const said = alike ?? (await likenessesOf(desk, customerIds));
    return desk.post('/v1/customers/dismiss-suggestion', { customerIds, likenesses: said });
  });

/** Shows the person of the first as they are once it is so. */
async function decide(
  session: Session,
  named: Pair,
  ask: (desk: DeskClient, customerIds: Pair) => Promise<DecidedOverHttp>,
): Promise<void> {
  const [{ facts }, person] = await session.withDesk(async (desk) => {
    const customerIds: Pair = [await customerIn(desk, named[0]), await customerIn(desk, named[1])];
    const decided = await ask(desk, customerIds);
    return [decided, await personAt(desk, customerIds[0], decided.position)];
  });
  const already = facts.length === 0 ? ['It was so already.'] : [];
  session.terminal.answer({ facts, person }, () => [...already, ...linesOf(session, person)]);
}

/** Everything that is told now to speak for the two being one. Errors: `NotSuggested`. */
async function likenessesOf(desk: DeskClient, [one, other]: Pair): Promise<readonly Likeness[]> {
  const told = await suggestionsAt(desk, one);
  const suggested = told.suggestions.find(({ customerIds }) => customerIds.includes(other));
  if (suggested === undefined) throw new NotSuggested(one, other);
  return [...new Set(suggested.reasons.map(({ because }) => because))];
}

const personAt = (desk: DeskClient, customerId: string, minPosition?: string): Promise<PersonOverHttp> =>
  desk.get(pathOf(customerId), { minPosition });

const suggestionsAt = (desk: DeskClient, customerId: string): Promise<SuggestionsOverHttp> =>
  desk.get(`${pathOf(customerId)}/suggestions`);

const pathOf = (customerId: string): string => `/v1/people/${encodeURIComponent(customerId)}`;

function linesOf({ terminal }: Session, { customerIds, handles, links }: PersonOverHttp): readonly string[] {
  const count = customerIds.length === 1 ? 'One file' : `${customerIds.length} files of one person`;
  return [
    `${count}: ${customerIds.join(', ')}`,
    '',
    ...terminal.table(handleColumns, handles, 'No address or number speaks for them.'),
    ...(links.length === 0 ? [] : ['', ...terminal.table(linkColumns, links, '')]),
  ];
}
