import fc from 'fast-check';
import { shownHtml } from './shown-html.js';

const noImages = () => undefined;
const shown = (html: string) => shownHtml(html, noImages).markup;

/** Texts and tags, of which none runs, and every attribute is one that says how a text reads, or a link that leads outside. */
const harmless = new RegExp(
  String.raw`^(?:[^<]|</?(?!(?:script|style|svg|math|iframe|textarea|noscript)\b)[a-z0-9]+` +
    String.raw`(?: (?:href="(?:https?://|mailto:|tel:)[^"<>]*"|(?:dir|lang|align|title|rel|target|alt|width|height)(?:="[^"<>]*")?))*(?: /)?>)*$`,
);

describe('HTML as it is shown', () => {
  it.each([
    ['<script>alert(1)</script>hello', 'hello'],
    ['<p onclick="x()" style="position:fixed" class="a" id="b">hi</p>', '<p>hi</p>'],
    ['<style>p{display:none}</style><p>hi</p>', '<p>hi</p>'],
    ['<iframe src="https://evil.example"></iframe>hi', 'hi'],
    ['<form action="/v1/keys"><input name="x"><button>go</button></form>', 'go'],
    ['<a href="javascript:alert(1)">go</a>', '<span>go</span>'],
    ['<a href=" java&#x0a;script:alert(1)">go</a>', '<span>go</span>'],
    ['<a href="/v1/keys">go</a>', '<span>go</span>'],
    ['<a href="//evil.example">go</a>', '<span>go</span>'],
    ['<svg><script>alert(1)</script></svg>hi', 'hi'],
    ['<math><mi xlink:href="javascript:x">a</mi></math>hi', 'hi'],
    ['<base href="https://evil.example"><meta http-equiv="refresh" content="0">hi', 'hi'],
    ['<p dir="rtl" lang="ar">أين طلبي؟</p>', '<p dir="rtl" lang="ar">أين طلبي؟</p>'],
  ])('of %s it keeps what is harmless', (html, kept) => {
    expect(shown(html)).toBe(kept);
  });

  it('lets links lead outside only, into a window that knows nothing of ours', () => {
    expect(shown('<a href="https://shop.example/a?b=1" title="Shop" onfocus="x()">shop</a>')).toBe(
      '<a href="https://shop.example/a?b=1" title="Shop" rel="noopener noreferrer nofollow" target="_blank">shop</a>',
    );
  });

  it('leaves images out that lie elsewhere, and counts them: fetching one would tell who reads', () => {
    const html = '<img src="https://track.example/1.gif" alt="logo"><img src="data:image/png;base64,AA" width="4">';
    expect(shownHtml(html, noImages)).toEqual({
      markup: '<img alt="logo" /><img alt="" width="4" />',
      blockedImages: 2,
    });
  });

  it('shows images that the message brought along from where they are downloaded', () => {
    const at = (contentId: string) =>
      contentId === 'logo@x' ? '/v1/messages/m1/attachments/2?customerId=c1' : undefined;
    const { markup, blockedImages } = shownHtml('<img src="cid:logo%40x"><img src="CID:gone@x">', at);
    expect(markup).toBe('<img src="/v1/messages/m1/attachments/2?customerId=c1" alt="" /><img alt="" />');
    expect(blockedImages).toBe(1);
  });

  it('lets nothing run and nothing be fetched, whatever it is given', () => {
    const piece = fc.constantFrom(
      ...[
        '<',
        '>',
        '/>',
        '"',
        "'",
        '/',
        '=',
        ' ',
        '\n',
        'x',
        '&lt;',
        '&#106;',
        '\u0000',
        '<!--',
        '-->',
        '<![CDATA[',
        'ن',
      ],
      ...[
        '<p',
        '<a',
        '<img',
        '<svg',
        '<math',
        '<script',
        '<style',
        '<iframe',
        '<textarea',
        '<noscript',
        '</',
        '</p>',
        '</a>',
      ],
      ...[' onerror=', ' ONLOAD =', ' style=', ' src=', ' href=', ' srcset=', ' title=', ' dir=', ' xlink:href='],
      ...[
        'javascript:',
        'java&#x0a;script:',
        'data:text/html,',
        'https://e.example',
        '//e.example',
        '/v1/keys',
        'url(',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40, size: 'max' }), (pieces) => {
        expect(shown(pieces.join(''))).toMatch(harmless);
      }),
      { numRuns: 1_000 },
    );
  });
});
