/** An answer of the api, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON it holds; empty where it holds none. */
  readonly body: Record<string, unknown>;
  readonly text: string;
}

export async function answerOf(sent: Promise<Response>): Promise<Answer> {
  const response = await sent;
  const { status, headers } = response;
  const text = await response.text();
  const isJson = headers.get('content-type')?.includes('json') === true;
  return { status, headers, text, body: isJson ? (JSON.parse(text) as Answer['body']) : {} };
}

/** Expects a problem detail (RFC 9457) with this status and code, and nothing else in it but fields and facts. */
export function expectProblem({ status, headers, body }: Answer, expected: { status: number; code: string }): void {
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect({ status, code: body['code'] }).toEqual(expected);
  expect(body).toEqual({
    type: `urn:sijil:problem:${expected.code.toLowerCase()}`,
    title: expect.any(String) as string,
    status: expected.status,
    detail: expect.any(String) as string,
    code: expected.code,
    ...('fields' in body && { fields: expect.any(Array) as unknown[] }),
    ...('facts' in body && { facts: expect.any(Object) as object }),
  });
}
