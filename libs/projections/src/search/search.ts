import type { Entry } from '../timeline/index.js';
import { foldText } from './fold-text.js';
import type { SearchRow } from './search.table.js';

/** The words an entry is found by; `undefined` where there are none. */
export function searchRow({ position, subject, text, senderName, senderAddress }: Entry): SearchRow | undefined {
  const sender = `${senderName} ${senderAddress}`.trim();
  if (subject === '' && text === '' && sender === '') return undefined;
  return { position, subject: foldText(subject), text: foldText(text), sender: foldText(sender) };
}
