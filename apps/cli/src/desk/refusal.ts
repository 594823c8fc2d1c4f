import { DeskRefusal } from './desk.errors.js';

/** The refusal an answer holds: a problem detail (RFC 9457), or at least its status. */
export async function refusalIn(response: Response): Promise<DeskRefusal> {
  const problem = fieldsOf(await response.text());
  const code = typeof problem['code'] === 'string' ? problem['code'] : `HTTP.${response.status}`;
  const words = [problem['detail'], problem['title'], response.statusText];
  const detail = words.find((text) => typeof text === 'string') ?? '';
  const wait = Number(response.headers.get('retry-after') ?? NaN);
  return new DeskRefusal(code, response.status, detail, Number.isNaN(wait) ? undefined : wait);
}

function fieldsOf(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
