import { parseStructured } from './structured-value.js';

const read = (raw: string) => {
  const { value, parameters } = parseStructured(raw);
  return [value, Object.fromEntries(parameters)];
};

describe('a header value with parameters', () => {
  it.each([
    ['plain', 'Text/HTML; charset=UTF-8', ['text/html', { charset: 'UTF-8' }]],
    ['with comments', '(a) text (b) / plain (c); charset=x (d)', ['text/plain', { charset: 'x' }]],
    ['quoted', 'attachment; filename="a \\"b\\"; c.txt"', ['attachment', { filename: 'a "b"; c.txt' }]],
    ['without a semicolon', 'multipart/mixed boundary="b"', ['multipart/mixed', { boundary: 'b' }]],
    ['with blanks that should have been quoted', 'attachment; filename=my report.pdf; size=3', ['attachment', { filename: 'my report.pdf', size: '3' }]],
    ['with brackets that should have been quoted', 'attachment; filename=my report (1).pdf; size=3', ['attachment', { filename: 'my report (1).pdf', size: '3' }]],
    ['with a comment behind the text', 'text/plain; charset=(old)utf-8 (not (quite)) format=flowed (end)', ['text/plain', { charset: 'utf-8', format: 'flowed' }]],
    ['with a name that is only a star', 'x/y; *=a; name=b', ['x/y', { name: 'b' }]],
    ['in sections (RFC 2231)', "x/y; name*1=\"b.png\"; name*0*=utf-8''%D8%A7", ['x/y', { name: 'اb.png' }]],
    ['in a charset (RFC 2231)', "x/y; name*=iso-8859-1'de'Fr%F6sche.txt; name=Fr.txt", ['x/y', { name: 'Frösche.txt' }]],
    ['as an encoded word', 'image/gif; name="=?iso-8859-6?b?5dHNyMcgyMfk2cfk5S5naWY=?="', ['image/gif', { name: 'مرحبا بالعالم.gif' }]],
    ['with a quote that is never closed', 'x/y; name="a b', ['x/y', { name: 'a b' }]],
    ['without a value', '; filename="image001.png"', ['', { filename: 'image001.png' }]],
    ['broken', '/;;= ;"', ['', {}]],
  ])('is read: %s', (_, raw, expected) => {
    expect(read(raw)).toEqual(expected);
  }); // prettier-ignore
});
