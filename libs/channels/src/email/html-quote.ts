type Attributes = Readonly<Record<string, string>>;

/** How far a quote reaches: the element itself, or everything after it. */
export type QuoteExtent = 'none' | 'element' | 'rest';

/** Classes and ids under which mail programs put the message that is answered. */
const quoteClass =
  /(?:^|\s)(?:gmail_quote|gmail_attr|moz-cite-prefix|yahoo_quoted|protonmail_quote|zmail_extra|tutanota_quote)(?:\s|$)/;
const quoteId =
  /^(?:olk_src_body_section|appendonsend|x_divrplyfwdmsg|divrplyfwdmsg|reply-intro|isforwardcontent|yahoo_quoted_\d+|stopspelling|oriMsgHtmlSeperator)$/i;
/** Outlook and Windows Mail draw a line above the header of the answered message. */
const outlookLine = /border:\s*none;\s*border-top:\s*solid\s+#(?:b5c4df|e1e1e1)\s+1\.0pt/i;
const windowsMailLine = /border-top-color:\s*rgb\(229,\s*229,\s*229\)/i;

/** Whether an element begins the quoted history of a reply. */
export function startsQuote(name: string, attributes: Attributes): QuoteExtent {
  const { class: classes = '', id = '', style = '' } = attributes;
  if (name === 'blockquote' || quoteClass.test(classes)) return 'element';
  if (quoteId.test(id)) return 'rest';
  return name === 'div' && (outlookLine.test(style) || windowsMailLine.test(style)) ? 'rest' : 'none';
}
