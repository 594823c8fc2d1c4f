import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { exampleOf, kindOf, problemSchema } from '../../apps/api/src/docs/index.js';
import type { Answer } from '../../apps/api/src/docs/index.js';
import { openApi, toldApi } from '../../apps/api/src/told-api.js';
import { problemKinds } from '../../apps/api/src/problems/index.js';
import { openApi as startApi } from '../../apps/api/testing/index.js';
import { errorCodes } from '../../tools/docs/error-codes.js';
import { ExampleDesk } from './example-desk.js';
import { Performer } from './perform.js';
import { RealCast } from './real-cast.js';

const told = toldApi();
const checker = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
addFormats.default(checker);

describe('the description of the api', () => {
  let desk: ExampleDesk;
  let performer: Performer;
  beforeAll(async () => {
    desk = await ExampleDesk.open();
    performer = new Performer(desk, await RealCast.on(desk));
  });
  afterAll(() => desk.close());

  it('tells of every route the server has, and of no other', async () => {
    const api = await startApi();
    const served = api.routes.filter(({ method }) => method !== 'HEAD').map(({ method, path }) => `${method} ${path}`);
    await api.close();
    const sockets = ['GET /v1/inboxes/:inbox/chat'];
    expect(told.map(({ route }) => route).sort()).toEqual([...served, ...sockets].sort());
  });

  it('is what the desk serves, with an example for every answer that holds anything', async () => {
    const served = await (await fetch(`${desk.url}/docs/openapi.json`)).json();
    expect(served).toEqual(JSON.parse(JSON.stringify(openApi())));
    for (const { doc } of told)
      if (doc.answer.schema) expect(faultsIn(doc.answer, exampleText(doc.answer))).toEqual([]);
  });

  it('names only codes the api knows, and every code it answers a wrong request with', () => {
    const named = new Set(told.flatMap(({ refusals }) => refusals.map(({ code }) => code)));
    const answered = [...problemKinds].flatMap(([code, { status }]) => (status < 429 ? [code] : []));
    answered.push(...errorCodes().refusals);
    expect(answered.filter((code) => !named.has(code) && !unasked.has(code))).toEqual([]);
  });

  it.each(told.map((route) => [route.route, route] as const))('%s answers as its example says', async (_, route) => {
    const performed = await performer.example(route);
    expect({ status: performed.status, text: performed.text }).toEqual({ status: route.doc.answer.status, text: expect.any(String) as string }); // prettier-ignore
    const { schema, example } = route.doc.answer;
    if (schema === undefined) return;
    expect(performed.mediaType).toBe(route.doc.answer.mediaType ?? 'application/json');
    expect(faultsIn(route.doc.answer, performed.text)).toEqual([]);
    if (example !== undefined) expect(factsIn(performed.text)).toEqual(factsIn(JSON.stringify(example)));
  });

  const refusing = told.filter(({ refusals }) => refusals.length > 0);
  it.each(refusing.map((route) => [route.route, route] as const))(
    '%s refuses what it says it does',
    async (_, route) => {
      const tried = route.refusals.filter(({ untried }) => untried === undefined);
      const performed = await Promise.all(tried.map((refusal) => performer.refusal(route, refusal)));
      const problems = performed.map(({ status, text }) => ({ ...(JSON.parse(text) as { code: string }), status }));
      expect(problems.map(({ code, status }) => [code, status])).toEqual(tried.map(({ code }) => [code, kindOf(code).status])); // prettier-ignore
      for (const problem of problems) expect(faultsIn({ status: problem.status, schema: problemSchema }, JSON.stringify(problem))).toEqual([]); // prettier-ignore
      expect(new Set(performed.map(({ mediaType }) => mediaType))).toEqual(new Set(['application/problem+json']));
    },
  );
});

/** Codes that no request of an example can bring about alone. */
const unasked = new Set([
  // Told in the line of a batch, or at the end of a story, never as the answer.
  ...['DOOR.LINE_MALFORMED', 'BACKUP.TARGET_NOT_EMPTY', 'BACKUP.IMPOSSIBLE', 'CUSTOMER.NOT_FOUND'],
  ...['PROJECTION.EVENT_NOT_FOLDED', 'PROJECTION.NO_FORMER_PAGES', 'PROJECTION.PAGES_DIFFER'],
  // Met by imports alone.
  'TICKET.CHANGE_OUT_OF_ORDER',
  // Of no route at all; found before by the class of the query; two writers at once.
  ...['REQUEST.ROUTE_NOT_FOUND', 'QUERY.BAD_TIME_ZONE', 'LOG.WRONG_EXPECTED_VERSION'],
]);

const exampleText = ({ example, schema }: Answer): string => {
  const said = example ?? exampleOf(schema ?? {});
  return typeof said === 'string' ? said : JSON.stringify(said);
};

/** What is wrong with an answer, in the words of the schema. */
function faultsIn({ schema = {}, mediaType = 'application/json' }: Answer, text: string): readonly unknown[] {
  return valuesIn(mediaType, text).flatMap((value) => (checker.validate(schema, value) ? [] : (checker.errors ?? [])));
}

function valuesIn(mediaType: string, text: string): readonly unknown[] {
  if (mediaType === 'application/json') return [JSON.parse(text)];
  if (mediaType === 'application/x-ndjson') return text.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown); // prettier-ignore
  if (mediaType === 'text/event-stream') return dataIn(text);
  return [text];
}

/** What the frames of an event stream hold; an example stands without a frame. */
const dataIn = (text: string): readonly unknown[] =>
  (text.startsWith('{') ? [text] : [...text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => data)).map((data) => JSON.parse(data) as unknown); // prettier-ignore

const factsIn = (text = ''): unknown => /"facts":(\[[^\]]*\])/.exec(text)?.[1];
