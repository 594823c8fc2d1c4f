import { languageOf } from '#channels';
import type {
  CallItem,
  ChangeItem,
  Item,
  MessageItem,
  NoticeItem,
  OpeningItem,
  ParsedEnvelope,
  Refusal,
  ReplyItem,
  StatusItem,
} from '#channels';
import type { Plain } from '../../recording/drafts.js';
import { plainOf } from './plain-parts.js';
import { undecidable } from './undecidable.js';

type InMessage = 'senderName' | 'replyTo' | 'recipients' | 'subject' | 'text' | 'newText' | 'html' | 'extra';

/** A message without what is only sealed. */
export interface MessageOutline extends Omit<MessageItem, InMessage | 'attachments'> {
  /** Of its new text, ISO 639-1; empty where there is too little to tell. */
  readonly language: string;
  /** How many hang on it, without those its body refers to. */
  readonly attachments: number;
}

/** A call without the record of it. */
export type CallOutline = Omit<CallItem, 'senderName' | 'record'>;

/** A notice without its content. */
export type NoticeOutline = Omit<NoticeItem, 'content'>;

/** An opening without its words. */
export type OpeningOutline = Omit<OpeningItem, 'senderName' | 'subject' | 'text'>;

/** A reply of the past without its words. */
export interface ReplyOutline extends Omit<ReplyItem, 'text' | 'html'> {
  /** As of a message. */
  readonly language: string;
}

/**
 * What routing and deciding ask of an item. A status is kept whole: where it is of nobody's message, all of it is what the
 * inbox is told. Goes through JSON unchanged.
 */
export type Outline =
  MessageOutline | CallOutline | StatusItem | NoticeOutline | OpeningOutline | ChangeItem | ReplyOutline;

/** An item read: what is asked of it now, and beside it what nobody looks into before it is sealed. */
export interface OutlinedItem {
  readonly outline: Outline;
  readonly plain: readonly Plain[];
}

/** A parsed envelope as the intake takes it. */
export interface OutlinedEnvelope {
  /** As `ParsedEnvelope.parser`. */
  readonly parser: string;
  readonly items: readonly OutlinedItem[];
  readonly refusals: readonly Refusal[];
}

/** Outlines what was parsed. Pure. An item that our own code chokes on becomes a refusal; its neighbours go on. */
export function outlineEnvelope({ parser, items, refusals }: ParsedEnvelope): OutlinedEnvelope {
  const read: OutlinedItem[] = [];
  const refused: Refusal[] = [...refusals];
  for (const item of items) {
    try {
      read.push(outlineItem(item));
    } catch (fault) {
      refused.push(undecidable(item.place, fault));
    }
  }
  return { parser, items: read, refusals: refused };
}

/** The same for one item. */
export const outlineItem = (item: Item): OutlinedItem => ({ outline: outlineOf(item), plain: plainOf(item) });

function outlineOf(item: Item): Outline {
  switch (item.kind) {
    case 'message':
      return messageOutline(item);
    case 'call': {
      const { senderName: _name, record: _record, ...outline } = item;
      return outline;
    }
    case 'opening': {
      const { senderName: _name, subject: _subject, text: _text, ...outline } = item;
      return outline;
    }
    case 'reply': {
      const { text, html: _html, ...outline } = item;
      return { ...outline, language: languageOf(text) };
    }
    case 'notice': {
      const { content: _content, ...outline } = item;
      return outline;
    }
    case 'status':
    case 'change':
      return item;
  }
}

function messageOutline(item: MessageItem): MessageOutline {
  const { senderName: _name, replyTo: _replyTo, recipients: _recipients, ...told } = item;
  const { subject: _subject, text: _text, newText, html: _html, extra: _extra, attachments, ...outline } = told;
  const language = languageOf(newText);
  return { ...outline, language, attachments: attachments.filter(({ inline }) => !inline).length };
}
