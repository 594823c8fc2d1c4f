import type { TextDirection } from '#domain';

/** A text, and which way it reads. */
export interface ShownText {
  readonly text: string;
  readonly dir: TextDirection;
}

/** HTML that may be shown: nothing in it runs, and nothing is fetched from elsewhere. */
export interface ShownHtml {
  readonly markup: string;
  readonly dir: TextDirection;
  /** Images that lie elsewhere and were left out: fetching one tells its sender who reads, and when. */
  readonly blockedImages: number;
}

/** One attachment of a message. */
export interface ShownAttachment {
  /** From 1. */
  readonly n: number;
  readonly name: string;
  readonly dir: TextDirection;
  /** What it is said to be. */
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** The text shows it in its place. */
  readonly inline: boolean;
  /** Whether its bytes lie here, or only the provider has them. */
  readonly kept: 'here' | 'provider';
}

/** What a message holds beside what its timeline entry tells. */
export interface OpenedMessage {
  /** All of its text, quotes and signature with it. */
  readonly whole: ShownText;
  /** `null` where it has none, or so much that nobody reads it. */
  readonly html: ShownHtml | null;
  readonly recipients: readonly string[];
  readonly replyTo: string;
  readonly attachments: readonly ShownAttachment[];
}
