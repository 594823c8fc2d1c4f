import { cast } from './cast.js';
import type { Right } from '../access/index.js';
import type { CastName } from './cast.js';
import { schemaOfClass } from './class-schema.js';
import { otherProblem, problemAnswers } from './problem-answers.js';
import type { Access, Answer, RouteDoc, Sent } from './route-doc.js';
import { exampleOf } from './schema.js';
import type { ToldRoute } from './told-route.js';

const json = 'application/json';

/** One route as OpenAPI describes it. */
export function operationOf({ route, chapter, doc, access, refusals }: ToldRoute): Readonly<Record<string, unknown>> {
  const body = bodyOf(doc);
  return {
    operationId: route.replaceAll(/[^A-Za-z0-9]+/g, '_'),
    tags: [chapter],
    summary: doc.summary,
    description: [doc.about, whoMay(access)].filter((words) => words !== undefined).join('\n\n'),
    parameters: [...pathParameters(route, doc), ...headerParameters(doc), ...queryParameters(doc)],
    ...(body && { requestBody: { required: doc.example?.body !== undefined, content: body } }),
    responses: { [doc.answer.status]: answerOf(doc.answer), ...problemAnswers(refusals), default: otherProblem },
    security: typeof access === 'string' ? [] : [{ key: [] }],
  };
}

const words: Readonly<Record<string, string>> = {
  anybody: 'Asks for no key.',
  provider: 'Asks for no key: the provider signs.',
  visitor: 'Asks for no key: the visitor’s token stands in the first frame.',
};
const whoMay = (access: Access): string =>
  typeof access === 'string' ? (words[access] ?? '') : `Roles: ${access.map(rightWords).join(', ')}.`;
const rightWords = (right: Right): string => (right === 'text' ? 'analyst whose key may read text' : right);

/** What an example puts into the path: what it says, or one of the cast. */
export function pathExample(name: string, sent: Sent | undefined): string {
  return sent?.path?.[name] ?? cast[name as CastName] ?? name;
}

const pathParameters = (route: string, { example }: RouteDoc) =>
  [...route.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    ...{ name, in: 'path', required: true, schema: { type: 'string' } },
    example: pathExample(name, example),
  }));

function headerParameters({ writes, headers = {}, example }: RouteDoc) {
  const key = { 'Idempotency-Key': 'Of your own choice: a repeat with the same key gets the first answer.' };
  return Object.entries({ ...(writes && key), ...headers }).map(([name, description]) => ({
    ...{ name, in: 'header', required: name in key, description, schema: { type: 'string' } },
    example: example?.headers?.[name.toLowerCase()] ?? 'write-1',
  }));
}

function queryParameters({ query, example }: RouteDoc) {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = schemaOfClass(query);
  return Object.entries(properties).map(([name, schema]) => {
    const said = example?.query?.[name];
    return {
      name,
      in: 'query',
      required: required.includes(name),
      schema,
      ...(said !== undefined && { example: said }),
    };
  });
}

function bodyOf({ body, takes, example }: RouteDoc): Readonly<Record<string, unknown>> | undefined {
  const said = example?.body === undefined ? {} : { example: example.body };
  if (body !== undefined) return { [json]: { schema: schemaOfClass(body), ...said } };
  return takes === undefined ? undefined : { [takes]: { schema: { type: 'string' }, ...said } };
}

function answerOf({ mediaType = json, schema, example, description = 'Done.' }: Answer) {
  if (schema === undefined) return { description };
  return { description, content: { [mediaType]: { schema, example: example ?? exampleOf(schema) } } };
}
