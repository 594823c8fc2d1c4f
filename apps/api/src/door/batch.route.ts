import type { FastifyInstance } from 'fastify';
import type { EnvelopeReceipt } from '#desk-store';
import type { ApiParts, PositionTokens } from '../api-parts.js';
import { problemOf } from '../problems/index.js';
import type { Admission, DoorParams } from './admission.js';
import { readEnvelopeHeaders } from './envelope-headers.js';
import { readBatch } from './read-batch.js';
import type { BatchLine } from './read-batch.js';
import { keptAnswer } from './receipt.js';
import type { KeptAnswer } from './receipt.js';
import { bytesOf, refuseLargeBody } from './request-body.js';

/** Lines a batch may hold. */
export const longestBatch = 1_000;

/** What became of one line: kept, or refused with a code. */
type LineResult = { readonly line: number } & (KeptAnswer | { readonly code: string; readonly detail: string });

/** `POST …/envelopes/batch`: NDJSON, one envelope a line, one durable write for all good lines; 200 with a result a line. */
export function batchRoute(server: FastifyInstance, parts: ApiParts, admission: Admission): void {
  const { door, envelopeTokens, settings } = parts;
  const limits = { maxLines: longestBatch, maxBodyBytes: settings.maxBodyBytes };
  server.post<{ Params: DoorParams }>('/envelopes/batch', {
    bodyLimit: settings.maxBatchBodyBytes,
    onRequest: [(request) => admission.admit(request), refuseLargeBody],
    handler: async (request, reply) => {
      const { lane } = readEnvelopeHeaders(request.raw.headers);
      const lines = await readBatch(bytesOf(request), lane, limits);
      admission.chargeRest(request.limit, lines.length);
      const deliveries = lines.flatMap((line) => ('delivery' in line ? [line.delivery] : []));
      const receipts = deliveries.length > 0 ? await door.keep(request.params.inbox, deliveries) : [];
      reply.type('application/json; charset=utf-8');
      return JSON.stringify({ results: resultsOf(lines, receipts, envelopeTokens) });
    },
  });
}

/** Receipts come in the order of the good lines. */
function resultsOf(
  lines: readonly BatchLine[],
  receipts: readonly EnvelopeReceipt[],
  tokens: PositionTokens,
): readonly LineResult[] {
  const next = receipts.values();
  return lines.map((line) => {
    if ('fault' in line) return { line: line.line, ...refusalOf(line.fault) };
    const { value: receipt } = next.next();
    if (!receipt) throw new Error('the door gave too few receipts');
    return { line: line.line, ...keptAnswer(receipt, tokens) };
  });
}

function refusalOf(fault: Error): { readonly code: string; readonly detail: string } {
  const { code, detail } = problemOf(fault);
  return { code, detail };
}
