import type { Expected, HelpdeskCase } from '#channels/testing';
import type { MessageReceived } from '#domain';
import type { TimelineEntry } from '#queries';
import type { MessagePart, SenderPart } from '#sealing';
import type { Earlier } from './helpdesk.scene.js';
import type { History } from './history.js';

/** Attachments we keep of one mail; the origin keeps 15, and the corpus lets a product have a limit of its own. */
const mostAttachments = 100;

/** What the desk knows after the mail came. */
export interface Outcome {
  readonly history: History;
  /** Tickets opened by the mail, and handles claimed. */
  readonly ticketsOpened: number;
  readonly handlesClaimed: number;
  /** The last message, as a fact, with its sealed parts, and as the timeline shows it. */
  readonly clear: MessageReceived['clear'];
  readonly occurredAt: string;
  readonly sender: SenderPart;
  readonly content: MessagePart;
  readonly entry: TimelineEntry;
  /** Customers' messages in its conversation, as the timeline has them. */
  readonly messages: number;
  readonly earlier: Earlier | undefined;
}

/** Every word of an expectation, as it is here. A conversation of the origin is a ticket of ours with its conversation. */
export function checkOutcome({ expect: wanted, language }: HelpdeskCase, outcome: Outcome): void {
  checkPlace(wanted, outcome);
  checkThread(wanted, outcome);
  checkSender(wanted, outcome);
  checkText(wanted, outcome);
  checkHtml(wanted, outcome);
  checkAttachments(wanted, outcome);
  if (language !== undefined) expect(outcome.clear.language).toBe(language);
}

function checkPlace(wanted: Expected, { earlier, clear, entry, ...outcome }: Outcome): void {
  if (wanted.conversations_created !== undefined) expect(outcome.ticketsOpened).toBe(wanted.conversations_created);
  if (wanted.contacts_created !== undefined) expect(outcome.handlesClaimed).toBe(wanted.contacts_created);
  if (wanted.messages !== undefined) expect(outcome.messages).toBe(wanted.messages);
  if (wanted.appended_to !== undefined || wanted.appended_to_conversation_of_existing_message) {
    expect(clear.conversationId).toBe(earlier?.conversationId);
    expect(outcome.ticketsOpened).toBe(0);
  }
  if (wanted.conversation_source !== undefined) expect(entry.channel).toBe(wanted.conversation_source);
  if (wanted.message_content_type === 'incoming_email')
    expect([entry.kind, entry.direction, entry.channel]).toEqual(['message', 'in', 'email']);
  if (wanted.auto_reply !== undefined) expect(clear.automatic === 'auto-reply').toBe(wanted.auto_reply);
  if (wanted.date !== undefined) expect(outcome.occurredAt).toBe(new Date(wanted.date).toISOString());
}

/** Ids stand in the log as keyed digests, its own first. */
function checkThread(wanted: Expected, { clear: { threadKeys }, history: { keys } }: Outcome): void {
  const named = [
    wanted.in_reply_to,
    wanted.in_reply_to_first,
    wanted.references_include,
    wanted.conversation_in_reply_to,
  ];
  for (const id of named) if (id) expect(threadKeys).toContain(keys.thread('email', id));
  if (wanted.in_reply_to === null) expect(threadKeys.length).toBe(1);
}

function checkSender(wanted: Expected, { sender }: Outcome): void {
  if (wanted.contact_email !== undefined) expect(sender.address).toBe(wanted.contact_email);
  if (wanted.contact_name !== undefined) expect(sender.name).toBe(wanted.contact_name);
  if (wanted.reply_to_header !== undefined) expect(`${sender.name} <${sender.replyTo}>`).toBe(wanted.reply_to_header);
  if (wanted.from_lowercased) expect(sender.address).toBe(sender.address.toLowerCase());
  if (wanted.routed_by !== undefined) expect(sender.recipients).toContain('test@example.com');
}

/** The origin keeps quotes in the content of a message and joins lines: the words of the whole text are meant. */
function checkText(wanted: Expected, { content: { subject, text, newText }, entry }: Outcome): void {
  if (wanted.subject !== undefined) expect([subject, entry.subject]).toEqual([wanted.subject, wanted.subject]);
  if (wanted.text_full !== undefined) expect(text).toBe(wanted.text_full);
  if (wanted.text_reply_starts_with !== undefined) expect(newText.startsWith(wanted.text_reply_starts_with)).toBe(true);
  if (wanted.message_content !== undefined) expect(wordsOf(text)).toBe(wordsOf(wanted.message_content ?? ''));
  if (wanted.message_content_includes !== undefined) expect(entry.text).toContain(wanted.message_content_includes);
  for (const included of wanted.text_includes ?? []) expect(text).toContain(included);
  for (const excluded of wanted.text_excludes ?? []) expect(text).not.toContain(excluded);
}

const wordsOf = (text: string): string => text.replace(/\s+/g, ' ').trim();

function checkHtml(wanted: Expected, { content: { html } }: Outcome): void {
  if (wanted.html_reply_includes !== undefined) expect(html).toContain(wanted.html_reply_includes);
  if (wanted.html_full === null) expect(html).toBe('');
  for (const included of wanted.html_includes ?? []) expect(html).toContain(included);
  for (const excluded of wanted.html_excludes ?? []) expect(html).not.toContain(excluded);
}

function checkAttachments(wanted: Expected, { content: { attachments }, entry }: Outcome): void {
  const counted = attachments.filter(({ inline }) => !inline);
  const all = Math.min(wanted.parts_in_mail ?? wanted.attachments ?? 0, mostAttachments);
  if (wanted.attachments !== undefined) expect([counted.length, entry.attachments]).toEqual([all, all]);
  const { generated_filename_prefix: prefix, attachment_filename: name } = wanted;
  if (prefix !== undefined) expect(counted.every((attachment) => attachment.name.startsWith(prefix))).toBe(true);
  if (name !== undefined) expect(counted.map((attachment) => attachment.name)).toContain(name);
}
