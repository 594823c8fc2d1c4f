import { anything, cast, cursor, integer, listOf, object, ok, position, text } from '../docs/index.js';
import type { Answer, Chapter } from '../docs/index.js';
import { KpiListParams, KpiParams, RestatementParams, WhyNotParams } from './kpi.params.js';
import { countedFactSchema, definitionSchema, kpiFigureSchema } from './kpi.schemas.js';

const month = { from: '2026-03-01T00:00:00+03:00', to: '2026-04-01T00:00:00+03:00', zone: 'Asia/Riyadh', by: 'month' };
const path = { id: 'tickets_opened' };
const example = { path, query: month };
const refusals = { 'KPI.NOT_FOUND': { path: { id: 'happiness' }, query: month } };
const figures = listOf(kpiFigureSchema);
const restated = object(
  { before: countedFactSchema, after: countedFactSchema },
  {
    optional: ['before', 'after'],
    description: 'A fact that counts otherwise than it did; absent: it did not, or does not.',
  },
);

const asked = anything({ id: 'tickets_opened' }, 'What was asked, with what was left out.');
/** How far the proof is; then the answer to the question, and what raw events say otherwise. */
const proof: Answer = {
  status: 200,
  mediaType: 'application/x-ndjson',
  schema: {
    oneOf: [
      object({
        result: object({
          question: asked,
          position,
          definition: definitionSchema,
          figures,
          events: text('42', 'Raw events it was worked out from, in digits.'),
          disagreements: listOf(
            object({ told: kpiFigureSchema, proven: kpiFigureSchema }, { optional: ['told', 'proven'] }),
          ),
        }),
      }),
      object({ done: text('42'), total: text('84') }),
      object({ problem: anything({ code: 'LOG.DAMAGED' }) }),
    ],
  },
};

/** Figures, and what stands behind them. docs/kpis.md says what each means. */
export const kpiDocs: Chapter = {
  title: 'KPIs',
  routes: {
    'GET /v1/kpis': {
      summary: 'Every definition',
      answer: ok(object({ kpis: listOf(definitionSchema) })),
    },
    'GET /v1/kpis/:id': {
      summary: 'The figures of a KPI',
      about: 'In any time zone, by period and dimension; as of any instant, as it was known at any position.',
      query: KpiParams,
      example,
      answer: ok(
        object({
          question: asked,
          position,
          definition: definitionSchema,
          figures,
        }),
      ),
      refusals,
    },
    'GET /v1/kpis/:id/events': {
      summary: 'The facts behind the figures, by instant',
      query: KpiListParams,
      example,
      answer: ok(object({ position, events: listOf(countedFactSchema), next: cursor }, { optional: ['next'] })),
      refusals,
    },
    'GET /v1/kpis/:id/tickets': {
      summary: 'The tickets behind the figures',
      query: KpiListParams,
      example,
      answer: ok(object({ position, tickets: listOf(text(cast.ticketId)), next: cursor }, { optional: ['next'] })),
      refusals,
    },
    'GET /v1/kpis/:id/why-not': {
      summary: 'Why a message, call or ticket is not counted',
      query: WhyNotParams,
      example: { path, query: { ...month, subject: cast.ticketId } },
      answer: ok(object({ position, because: text('out-of-range', 'A stable code; `counted` where it is.') })),
      refusals: { 'KPI.NOT_FOUND': { path: { id: 'happiness' }, query: { ...month, subject: cast.ticketId } } },
    },
    'GET /v1/kpis/:id/restatement': {
      summary: 'What the figures were, what they are, and which facts make the difference',
      query: RestatementParams,
      example,
      answer: ok(object({ position, before: figures, after: figures, restated: integer(3), facts: listOf(restated) })),
      refusals,
    },
    'GET /v1/kpis/:id/proof': {
      summary: 'The figures, worked out a second time from raw events',
      about:
        'By code that shares nothing with what answered; one proof at a time. Lines of progress, then what came of it.',
      query: KpiParams,
      example,
      answer: proof,
      refusals: {
        ...refusals,
        'KPI.PROOF_UNDER_WAY': { ...example, untried: 'Another proof must be under way.' },
      },
    },
  },
};
