import { instantOfSeconds } from '../../claimed-at.js';
import type { NoticeItem } from '../../item.js';
import { objectOf, textOf } from '../../json-fields.js';

/** What belongs to nobody's file, kept as WhatsApp sent it. A word that is no plain word could be anything, so it is not kept. */
export function noticeItem(word: string, content: unknown, place: string, seconds?: unknown): NoticeItem {
  const claimedAt = instantOfSeconds(textOf(seconds ?? objectOf(content)?.['timestamp']));
  const notice = /^[a-z][a-z_]{0,63}$/.test(word) ? word : 'unknown';
  return { kind: 'notice', place, ...(claimedAt !== undefined && { claimedAt }), notice, content };
}
