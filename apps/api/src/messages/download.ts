import { create } from 'content-disposition';
import { safeName } from '#messages';

/** Types a browser may be told: it shows none of them as a page, and runs none. */
const told: ReadonlySet<string> = new Set([
  ...['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/heic', 'audio/mpeg', 'audio/ogg', 'audio/mp4'],
  ...['audio/wav', 'video/mp4', 'video/quicktime', 'application/pdf', 'application/zip', 'text/plain', 'text/csv'],
  ...['text/calendar', 'application/msword', 'application/vnd.ms-excel', 'application/vnd.ms-powerpoint'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
]);

/** What a browser is told a download is: what it was sent as, where that can do no harm. */
export function downloadType(contentType: string): string {
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return told.has(type) ? type : 'application/octet-stream';
}

/** How an attachment is handed over: kept, never shown, by whatever opens it. */
export const downloadHeaders = (name: string, n: number): Readonly<Record<string, string>> => ({
  'content-disposition': create(safeName(name, n)),
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'private, no-store',
});
