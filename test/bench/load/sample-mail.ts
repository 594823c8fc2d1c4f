import { createHash } from 'node:crypto';
import { base64Lines, encodedWord, parameterOf, quotedPrintable, wrapped } from './mime-writer.js';
import { textOf } from './samples.js';

/** Mails a thread. */
const threadLength = 6;
const began = Date.UTC(2025, 5, 1);
const crlf = '\r\n';

/** What a mail program writes in the language of its user. */
interface Tongue {
  readonly language: string;
  readonly direction: 'rtl' | 'ltr';
  /** Of the new text; Arabic takes six bytes a letter on its way. */
  readonly letters: number;
  readonly name: (thread: number) => string;
  readonly subject: (thread: number) => string;
  readonly greeting: string;
  readonly farewell: string;
  readonly wrote: (name: string, at: string) => string;
  readonly fileName: (thread: number) => string;
}

const arabic: Tongue = {
  language: 'ar-SA',
  direction: 'rtl',
  letters: 60,
  name: (thread) => `لينا حداد ${thread}`,
  subject: (thread) => `سؤال عن الطلب ${thread}`,
  greeting: 'مرحبا،',
  farewell: 'مع التحية',
  wrote: (name, at) => `في ${at}، كتب ${name}:`,
  fileName: (thread) => `فاتورة الطلب ${thread}.pdf`,
};
const english: Tongue = {
  language: 'en-GB',
  direction: 'ltr',
  letters: 280,
  name: (thread) => `Renée Customer ${thread}`,
  subject: (thread) => `Order ${thread} – where is it?`,
  greeting: 'Hello,',
  farewell: 'Kind regards',
  wrote: (name, at) => `On ${at}, ${name} wrote:`,
  fileName: (thread) => `Invoice – order ${thread}.pdf`,
};

/**
 * A mail of about 5 kB as support inboxes get them: mail `n`, one of six in the thread of one of many customers, Arabic
 * for three of five. It has come over three servers and was signed by one; text and HTML are quoted-printable, a small
 * file hangs on it, and a reply quotes the mail before it.
 */
export function mailOf(n: number): Buffer {
  const thread = Math.floor(n / threadLength);
  const tongue = thread % 5 < 3 ? arabic : english;
  const said = sayingsOf(n, thread, tongue);
  return Buffer.from([...headOf(n, thread, tongue), '', ...bodyOf(n, thread, tongue, said), ''].join(crlf));
}

/** The new text of a mail and, in a reply, the text before it with the line that leads to it. */
interface Sayings {
  readonly text: string;
  readonly earlier?: { readonly wrote: string; readonly text: string };
}

function sayingsOf(n: number, thread: number, tongue: Tongue): Sayings {
  const text = newTextOf(n, thread, tongue);
  if (n % threadLength === 0) return { text };
  const wrote = tongue.wrote(`${tongue.name(thread)} <${addressOf(thread)}>`, dayOf(n - 1));
  return { text, earlier: { wrote, text: newTextOf(n - 1, thread, tongue) } };
}

/** A seed that leaves the thread’s rest by five as it is, and with it the language. */
const newTextOf = (n: number, thread: number, { letters }: Tongue): string =>
  textOf(thread + 5_000 * (n % threadLength), letters);

const addressOf = (thread: number): string => `customer-${thread}@example.com`;
const idOf = (n: number): string => `<${digestOf('id', n).toString('hex').slice(0, 24)}.${n}@mail.example.com>`;
const dateOf = (n: number): string => new Date(began + n * 60_000).toUTCString().replace('GMT', '+0000');
/** As people see it: `2025-06-01 00:01`. */
const dayOf = (n: number): string => new Date(began + n * 60_000).toISOString().slice(0, 16).replace('T', ' ');
const digestOf = (what: string, n: number): Buffer => createHash('sha512').update(`${what} ${n}`).digest();

function headOf(n: number, thread: number, tongue: Tongue): readonly string[] {
  const isReply = n % threadLength > 0;
  const first = thread * threadLength;
  const earlier = Array.from({ length: n - first }, (_, at) => idOf(first + at));
  const subject = encodedWord(`${isReply ? 'Re: ' : ''}${tongue.subject(thread)}`);
  return [
    ...traceOf(n, thread),
    `From: ${encodedWord(tongue.name(thread))} <${addressOf(thread)}>`,
    'To: Support <mail@desk.example>',
    `Subject: ${subject}`,
    `Thread-Topic: ${encodedWord(tongue.subject(thread))}`,
    `Thread-Index: ${digestOf('index', first).toString('base64').slice(0, 32)}`,
    `Date: ${dateOf(n)}`,
    `Message-ID: ${idOf(n)}`,
    ...(isReply ? [`In-Reply-To: ${idOf(n - 1)}`, `References: ${folded(...earlier)}`] : []),
    `Accept-Language: ${tongue.language}, en-US`,
    `Content-Language: ${tongue.language}`,
    'X-Mailer: Sample Mailer 16.0.5 (Windows)',
    'X-Originating-IP: [198.51.100.27]',
    folded(
      'X-Spam-Status: No, score=-2.1 required=5.0',
      'tests=BAYES_00,DKIM_VALID,HTML_MESSAGE,SPF_PASS version=4.0.1',
    ),
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundaryOf('mixed', n)}"`,
  ];
}

/** What the servers on the way wrote above it, newest first. */
function traceOf(n: number, thread: number): readonly string[] {
  const at = dateOf(n);
  const id = digestOf('queue', n).toString('hex');
  const signature = Buffer.concat([0, 1, 2, 3].map((part) => digestOf(`signature ${part}`, n))).toString('base64');
  return [
    `Return-Path: <${addressOf(thread)}>`,
    'Delivered-To: mail@desk.example',
    folded(
      'Received: from mx1.desk.example (mx1.desk.example [192.0.2.10])',
      `by store3.desk.example (Postfix) with ESMTPS id ${id.slice(0, 11)}`,
      `for <mail@desk.example>; ${at}`,
    ),
    folded(
      'Received: from out-7.mail.example.com (out-7.mail.example.com [203.0.113.7])',
      '(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))',
      `by mx1.desk.example (Postfix) with ESMTPS id ${id.slice(11, 22)}; ${at}`,
    ),
    folded(
      'Received: from [10.4.0.27] (unknown [198.51.100.27])',
      `by out-7.mail.example.com with ESMTPSA id ${id.slice(22, 33)}; ${at}`,
    ),
    folded(
      'Authentication-Results: mx1.desk.example; dkim=pass (2048-bit key) header.d=example.com;',
      'spf=pass smtp.mailfrom=example.com; dmarc=pass (p=REJECT) header.from=example.com',
    ),
    folded(
      'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.com; s=s2048;',
      'h=from:to:subject:date:message-id:mime-version:content-type:in-reply-to:references;',
      `bh=${digestOf('body', n).toString('base64').slice(0, 44)};`,
      `b=${base64Lines(signature).join(`${crlf}\t `)}`,
    ),
  ];
}

const folded = (...lines: readonly string[]): string => lines.join(`${crlf}\t`);

const boundaryOf = (what: string, n: number): string =>
  `----=_${what}_${digestOf(what, n).toString('hex').slice(0, 20)}`;

function bodyOf(n: number, thread: number, tongue: Tongue, said: Sayings): readonly string[] {
  const [mixed, alternative] = [boundaryOf('mixed', n), boundaryOf('alternative', n)];
  const fileName = tongue.fileName(thread);
  return [
    'This is a multi-part message in MIME format.',
    '',
    `--${mixed}`,
    `Content-Type: multipart/alternative; boundary="${alternative}"`,
    '',
    ...textPart(alternative, 'text/plain', plainOf(said, tongue)),
    ...textPart(alternative, 'text/html', htmlOf(said, tongue)),
    `--${alternative}--`,
    '',
    `--${mixed}`,
    `Content-Type: application/pdf;${crlf} name="${encodedWord(fileName)}"`,
    `Content-Disposition: attachment;${crlf} ${parameterOf('filename', fileName)}; size=192`,
    'Content-Transfer-Encoding: base64',
    '',
    ...base64Lines(Buffer.concat([0, 1, 2].map((part) => digestOf(`file ${part}`, thread))).toString('base64')),
    `--${mixed}--`,
  ];
}

const textPart = (boundary: string, type: string, text: string): readonly string[] => [
  `--${boundary}`,
  `Content-Type: ${type}; charset="utf-8"`,
  'Content-Transfer-Encoding: quoted-printable',
  '',
  ...quotedPrintable(text),
  '',
];

function plainOf({ text, earlier }: Sayings, { greeting, farewell }: Tongue): string {
  const quoted = earlier ? ['', earlier.wrote, '', ...wrapped(earlier.text).map((line) => `> ${line}`)] : [];
  return [greeting, '', ...wrapped(text), '', farewell, ...quoted].join('\n');
}

function htmlOf({ text, earlier }: Sayings, { greeting, farewell, direction }: Tongue): string {
  const quoted = earlier
    ? `<div class="gmail_quote"><div dir="${direction}" class="gmail_attr">${escaped(earlier.wrote)}<br></div>\n` +
      '<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">\n' +
      `<p>${earlier.text}</p></blockquote></div>\n`
    : '';
  return `<html><body dir="${direction}"><p>${greeting}</p>\n<p style="margin:0 0 1em">${text}</p>\n<p>${farewell}</p>\n${quoted}</body></html>`;
}

const escaped = (text: string): string => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
