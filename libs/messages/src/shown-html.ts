import sanitizeHtml from 'sanitize-html';
import type { Attributes, IOptions, Tag } from 'sanitize-html';

/** Where an image stands that the message brought along; `undefined` where it brought none of that content id. */
export type InlineImages = (contentId: string) => string | undefined;

const tags = [
  ...['a', 'abbr', 'b', 'bdi', 'bdo', 'blockquote', 'br', 'caption', 'center', 'cite', 'code', 'col', 'colgroup', 'dd'],
  ...[
    'del',
    'div',
    'dl',
    'dt',
    'em',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'hr',
    'i',
    'img',
    'ins',
    'kbd',
    'li',
    'ol',
    'p',
  ],
  ...[
    'pre',
    'q',
    's',
    'small',
    'span',
    'strike',
    'strong',
    'sub',
    'sup',
    'table',
    'tbody',
    'td',
    'tfoot',
    'th',
    'thead',
  ],
  ...['tr', 'u', 'ul'],
];

/** Attributes that say how a text reads and stands. Styles, classes, ids and handlers are not among them. */
const attributes = {
  '*': ['dir', 'lang', 'align'],
  a: ['href', 'title', 'rel', 'target'],
  img: ['src', 'alt', 'width', 'height'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan'],
};

const leadsOutside = /^(?:https?:\/\/|mailto:|tel:)/i;
const deepest = 100;

/** A customer's markup as it may be shown, and how many images were left out because they lie elsewhere. */
export function shownHtml(
  html: string,
  imageAt: InlineImages,
): { readonly markup: string; readonly blockedImages: number } {
  let blockedImages = 0;
  const image = (name: string, { src = '', alt = '', width = '', height = '' }: Attributes): Tag => {
    const own = /^cid:/i.test(src) ? imageAt(contentIdIn(src)) : undefined;
    if (own === undefined && src !== '') blockedImages += 1;
    return { tagName: name, attribs: { ...(own !== undefined && { src: own }), alt, ...sized({ width, height }) } };
  };
  const markup = sanitizeHtml(html, { ...rules, transformTags: { a: link, img: image } });
  return { markup, blockedImages };
}

const rules: IOptions = {
  allowedTags: tags,
  allowedAttributes: attributes,
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  // What stands in these is no text for people.
  nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'title', 'template', 'xmp', 'svg', 'math'],
  nestingLimit: deepest,
  parseStyleAttributes: false,
};

/** A link leads outside, into a window of its own that knows nothing of ours; one into this house is only its words. */
function link(tagName: string, { href = '', title = '' }: Attributes): Tag {
  const target = href.trim();
  if (!leadsOutside.test(target)) return { tagName: 'span', attribs: {} };
  const titled = title === '' ? {} : { title };
  return { tagName, attribs: { href: target, ...titled, rel: 'noopener noreferrer nofollow', target: '_blank' } };
}

/** Lengths in pixels and nothing else. */
const sized = (lengths: Attributes): Attributes =>
  Object.fromEntries(Object.entries(lengths).filter(([, length]) => /^\d{1,4}$/.test(length)));

function contentIdIn(src: string): string {
  const id = src.slice('cid:'.length);
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
