import { getMetadataStorage } from 'class-validator';
import { toldApi } from './told-api.js';
import type { ToldRoute } from './docs/index.js';

/** Answers that say in another way how far they go, or that nothing recorded can change. */
const otherwise: Readonly<Record<string, string>> = {
  'GET /v1/status': 'it is made of positions, in digits: those of every part of the desk',
  'GET /v1/kpis': 'definitions stand in the code',
  'GET /v1/operations/rebuild': 'each copy of the pages says how far it is',
};
/** Told of the desk’s own affairs, which no page is copied from: there is nothing to wait for. */
const ownAffairs = ['GET /v1/inboxes', 'GET /v1/inboxes/:inbox', 'GET /v1/keys', 'GET /v1/webhooks', 'GET /v1/webhooks/:webhook', 'GET /v1/outbox', 'GET /v1/erasures']; // prettier-ignore

const questions = toldApi().filter(({ route, doc: { answer } }) => route.startsWith('GET /v1/') && answer.status === 200 && answer.mediaType === undefined); // prettier-ignore
const named = questions.map((told) => [told.route, told] as const);

function fieldsOf({ doc: { query } }: ToldRoute): readonly string[] {
  const known = query ? getMetadataStorage().getTargetValidationMetadatas(query, '', false, false) : [];
  return known.map(({ propertyName }) => propertyName);
}

describe('what is answered as JSON', () => {
  it.each(named.filter(([route]) => !(route in otherwise)))('says how far it is true: %s', (_, { doc: { answer } }) => {
    expect(Object.keys(answer.schema?.properties ?? {})).toContain('position');
  });

  it.each(named.filter(([route]) => !(route in otherwise) && !ownAffairs.includes(route)))(
    'waits for what was written, where it is copied from the log: %s',
    (_, told) => expect(fieldsOf(told)).toContain('minPosition'),
  );

  it('is nothing else', () => {
    const routes = questions.map(({ route }) => String(route));
    for (const route of [...Object.keys(otherwise), ...ownAffairs]) expect(routes).toContain(route);
  });
});
