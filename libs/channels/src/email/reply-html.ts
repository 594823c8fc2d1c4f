import { textDirection } from '#domain';
import type { OutgoingReply } from '../sender.js';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? '');

/** A reply as an HTML page that reads in the direction of its text: many mail programs find it out for themselves wrongly. */
export function replyHtml({ text, html, language }: Pick<OutgoingReply, 'text' | 'html' | 'language'>): string {
  const dir = textDirection(text);
  const align = dir === 'rtl' ? 'right' : 'left';
  const lang = language === '' ? '' : ` lang="${escaped(language)}"`;
  const body =
    html === ''
      ? text
          .split(/\r?\n\r?\n/)
          .map(paragraph)
          .join('\n')
      : html;
  return [
    `<!doctype html><html dir="${dir}"${lang}><head><meta charset="utf-8"></head><body dir="${dir}">`,
    `<div dir="${dir}" style="text-align:${align}">`,
    body,
    '</div></body></html>',
  ].join('\n');
}

/** Each reads in its own direction: an answer in Arabic may quote a line of English. */
const paragraph = (text: string): string =>
  `<p dir="${textDirection(text)}">${escaped(text).replace(/\r?\n/g, '<br>')}</p>`;
