import { corpus } from './corpus.js';
import type { Case } from './corpus.js';

// What the origin of the helpdesk corpus expects, for both places that look at it: a mail as it is parsed, and the
// conversation it ends up in.

/** The state before a mail comes. */
export interface Given {
  readonly inbox?: string;
  readonly account?: 'suspended';
  readonly existing_contact_email?: string;
  readonly existing_conversation_uuid?: string;
  readonly existing_message_id?: string;
  readonly in_reply_to_override?: string;
  readonly second_delivery_message_id?: string;
}

/**
 * What must hold after it, in the words of the corpus; the checks say what each is here. What a mail is on the wire
 * (`multipart`, `content_type_includes`) is no fact about a message: its text and attachments are.
 */
export interface Expected {
  readonly conversations_created?: number;
  readonly contacts_created?: number;
  readonly messages?: number;
  readonly appended_to?: string;
  readonly appended_to_conversation_of_existing_message?: true;
  readonly raises?: false;
  readonly conversation_source?: string;
  readonly message_content_type?: string;
  readonly conversation_in_reply_to?: string;
  readonly in_reply_to?: string | null;
  readonly in_reply_to_first?: string;
  readonly references_include?: string;
  readonly contact_email?: string;
  readonly contact_name?: string;
  readonly reply_to_header?: string;
  readonly from_lowercased?: boolean;
  readonly routed_by?: string;
  readonly auto_reply?: boolean;
  readonly date?: string;
  readonly subject?: string;
  readonly text_full?: string;
  readonly text_reply_starts_with?: string;
  readonly message_content?: string | null;
  readonly message_content_includes?: string;
  readonly text_includes?: readonly string[];
  readonly text_excludes?: readonly string[];
  readonly html_reply_includes?: string;
  readonly html_full?: null;
  readonly html_includes?: readonly string[];
  readonly html_excludes?: readonly string[];
  readonly attachments?: number;
  readonly parts_in_mail?: number;
  readonly generated_filename_prefix?: string;
  readonly attachment_filename?: string;
}

/** One case of `mail/helpdesk/expectations.json`. */
export interface HelpdeskCase {
  readonly file: string;
  readonly language?: string;
  readonly given?: Given;
  readonly expect: Expected;
}

/** The folder `mail/helpdesk`. */
export const helpdesk = corpus('helpdesk');

/** Every case of it under its number and file, looked at by `check`; none where the folder is absent. */
export const helpdeskCases = (check: (one: HelpdeskCase) => Promise<void>): readonly Case[] =>
  recorded().map((one, index) => ({ name: `case ${index + 1}: ${one.file}`, check: () => check(one) }));

function recorded(): readonly HelpdeskCase[] {
  try {
    return helpdesk.json<HelpdeskCase[]>('expectations.json');
  } catch {
    return [];
  }
}
