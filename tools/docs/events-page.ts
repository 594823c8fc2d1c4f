import { clearSchema, eventKinds } from '#domain';
import type { EventKind, Field } from '#domain';
import { asTable, code, formatted } from './markdown.js';

const introduction = `# Events

Every fact the desk can write, in the order of the road. This page is written from the catalogue in
[libs/domain/src/catalogue.ts](../libs/domain/src/catalogue.ts) by \`npm run docs\`.

An event carries, beside what stands below: \`id\`, \`stream\`, \`version\` (on its stream), \`position\` (in the log),
\`schema\`, \`occurredAt\` (what the channel claims), \`receivedAt\` (the door's clock), \`recordedAt\` (the log's clock,
which only rises), \`actor\`, \`correlationId\`, \`causationId\` and \`hash\`. [stores.md](stores.md) has them byte by byte.

- **Observed**: the world did it, or a person decided it. **Derived**: the desk concluded it by a rule.
- **Clear fields** hold no personal data: addresses, numbers and native ids stand there as keyed digests, 26 characters
  of Crockford's base32. **Sealed parts** hold names, addresses and text, each encrypted under a key of its own.
- These names and shapes are what lies on disk. A shape grows by an optional field; a new meaning is a new event. A
  reader that meets a type it does not know stops and says so.
- A message's \`envelope\` is a position of the inbound log, in digits: the raw bytes it was read from are kept there.
- \`correlationId\` is the same on everything that came of one thing, \`causationId\` names what came right before. Of an
  envelope both are \`envelope-<inbox>-<position>\`; of what people ask, \`command-<Idempotency-Key>\` and
  \`request-<keyed digest of who asked for what>\`; of what the timekeeper does, both are
  \`timekeeper-<what>-<ticket>-<due at>\`. A message that is transferred in is caused by the \`id\` of the event that
  transferred it out.
`;

const streams: Readonly<Record<EventKind['stream'], string>> = {
  customer: '`customer-<customerId>`: one customer’s file, all messages, calls, tickets and replies in order.',
  handle: '`handle-<keyed digest>`: whom one address or number speaks for.',
  link: '`link-<smaller id>-<larger id>`: whether two files are of one person.',
  inbox: '`inbox-<name>`: one inbox’s settings, its quarantine and notices.',
  agent: '`agent-<id>`: who answers for the desk, and in which teams.',
  team: '`team-<id>`: a team’s name, and whether it is at work.',
  pages: '`pages-desk`: what people decided about events that could not be copied into the pages.',
  policy: '`policy-<kind>-<id>`: nothing is written there yet.',
};

/** The page `docs/events.md`, written from the catalogue. */
export function eventsPage(): Promise<string> {
  const kinds: readonly EventKind[] = eventKinds;
  const used = new Set(kinds.map(({ stream }) => stream));
  const contents = [...used].map((stream) => `${streams[stream]}\n\n${listOf(kinds, stream)}`).join('\n\n');
  return formatted([introduction, '## Streams', contents, ...kinds.map(sectionOf)].join('\n\n'));
}

const listOf = (kinds: readonly EventKind[], stream: EventKind['stream']): string =>
  kinds
    .filter((kind) => kind.stream === stream)
    .map(({ type }) => `[${type}](#${type.toLowerCase()})`)
    .join(' · ');

function sectionOf(kind: EventKind): string {
  const schema = JSON.stringify(clearSchema(kind), null, 2);
  return [
    `## ${kind.type}`,
    kind.meaning,
    `Stream ${code(`${kind.stream}-…`)} · ${kind.origin} · schema ${kind.schema}`,
    clearTable(kind),
    sealedTable(kind),
    `<details><summary>JSON Schema</summary>\n\n${'```json'}\n${schema}\n${'```'}\n\n</details>`,
  ].join('\n\n');
}

const clearTable = ({ clear }: EventKind): string =>
  Object.keys(clear).length === 0
    ? 'No clear fields.'
    : asTable(
        ['Clear field', 'Form', 'Meaning'],
        Object.entries(clear).map(([name, field]) => [code(name), formOf(field), field.meaning]),
      );

const sealedTable = ({ sealed }: EventKind): string =>
  Object.keys(sealed).length === 0
    ? 'Nothing is sealed.'
    : asTable(
        ['Sealed part', 'Holds'],
        Object.entries(sealed).map(([name, holds]) => [code(name), holds]),
      );

function formOf({ form, optional, choices = [] }: Field): string {
  const words = form === 'choice' ? choices.map(code).join(', ') : forms[form];
  return optional ? `${words}; optional` : words;
}

const forms: Readonly<Record<Exclude<Field['form'], 'choice'>, string>> = {
  text: 'text',
  instant: 'instant (UTC, milliseconds)',
  whole: 'whole number',
  flag: 'true or false',
  list: 'list of texts',
};
