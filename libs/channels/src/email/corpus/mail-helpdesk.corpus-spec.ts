import type { MessageItem } from '../../item.js';
import { checkCases, messageIn } from './corpus.js';
import { exceptedOfHelpdesk } from './excepted.js';
import { helpdesk, helpdeskCases } from './helpdesk.cases.js';
import type { Expected, HelpdeskCase } from './helpdesk.cases.js';

// What the origin expects of a mail itself; what it expects of the conversation is tested on the whole road.
helpdesk.describe('mails of the helpdesk corpus (needs ../shared/data)', () => {
  checkCases(helpdesk, helpdeskCases(check), exceptedOfHelpdesk);
});

async function check({ file, given, expect: wanted }: HelpdeskCase): Promise<void> {
  const message = await messageIn(helpdesk.bytes(file));
  checkText(message, wanted);
  checkHtml(message, wanted);
  checkAttachments(message, wanted);
  checkSender(message, wanted);
  checkThread(message, wanted);
  if (wanted.auto_reply !== undefined) expect(message.automatic === 'auto-reply').toBe(wanted.auto_reply);
  if (wanted.conversations_created === 0 && given?.account === undefined) expect(message.automatic).not.toBe('no');
  if (wanted.date !== undefined) expect(message.claimedAt).toBe(new Date(wanted.date).toISOString());
}

function checkText({ subject, text, newText }: MessageItem, wanted: Expected): void {
  if (wanted.subject !== undefined) expect(subject).toBe(wanted.subject);
  if (wanted.text_full !== undefined) expect(text).toBe(wanted.text_full);
  if (wanted.text_reply_starts_with !== undefined) expect(newText.startsWith(wanted.text_reply_starts_with)).toBe(true);
  // The origin keeps quotes in it (a note in the corpus says so), and joins lines: the words of the whole text are meant.
  if (wanted.message_content !== undefined) expect(wordsOf(text)).toBe(wordsOf(wanted.message_content ?? ''));
  if (wanted.message_content_includes !== undefined) expect(newText).toContain(wanted.message_content_includes);
  for (const included of wanted.text_includes ?? []) expect(text).toContain(included);
  for (const excluded of wanted.text_excludes ?? []) expect(text).not.toContain(excluded);
}

const wordsOf = (text: string): string => text.replace(/\s+/g, ' ').trim();

function checkHtml({ html }: MessageItem, wanted: Expected): void {
  if (wanted.html_reply_includes !== undefined) expect(html).toContain(wanted.html_reply_includes);
  if (wanted.html_full === null) expect(html).toBe('');
  for (const included of wanted.html_includes ?? []) expect(html).toContain(included);
  for (const excluded of wanted.html_excludes ?? []) expect(html).not.toContain(excluded);
}

function checkAttachments({ attachments }: MessageItem, wanted: Expected): void {
  const counted = attachments.filter(({ inline }) => !inline);
  const count = wanted.parts_in_mail ?? wanted.attachments;
  if (count !== undefined) expect(counted.length).toBe(count);
  if (wanted.attachment_filename !== undefined) expect(counted[0]?.name).toBe(wanted.attachment_filename);
  const prefix = wanted.generated_filename_prefix;
  if (prefix !== undefined) expect(counted.every(({ name }) => name.startsWith(prefix))).toBe(true);
}

function checkSender({ handles, senderName }: MessageItem, wanted: Expected): void {
  const [sender] = handles;
  if (wanted.from_lowercased) expect(sender?.value).toBe(sender?.value.toLowerCase());
  if (wanted.contact_email !== undefined) expect(sender?.value).toBe(wanted.contact_email);
  if (wanted.contact_name !== undefined) expect(senderName).toBe(wanted.contact_name);
}

function checkThread({ thread, recipients }: MessageItem, wanted: Expected): void {
  if (wanted.in_reply_to !== undefined) expect(thread.inReplyTo[0] ?? null).toBe(wanted.in_reply_to);
  if (wanted.in_reply_to_first !== undefined) expect(thread.inReplyTo[0]).toBe(wanted.in_reply_to_first);
  if (wanted.references_include !== undefined) expect(thread.references).toContain(wanted.references_include);
  if (wanted.routed_by !== undefined) expect(recipients).toContain('test@example.com');
  const clues = [thread.plusToken, ...thread.inReplyTo].join(' ');
  if (wanted.appended_to !== undefined && clues.trim() !== '') expect(clues).toContain(wanted.appended_to);
}
