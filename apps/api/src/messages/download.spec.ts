import { downloadHeaders, downloadType } from './download.js';

describe('how an attachment is handed over', () => {
  it.each([
    ['image/png', 'image/png'],
    ['Text/Plain; charset=windows-1256', 'text/plain'],
    ['text/html', 'application/octet-stream'],
    ['image/svg+xml', 'application/octet-stream'],
    ['application/javascript', 'application/octet-stream'],
    ['', 'application/octet-stream'],
  ])('%s is told as %s', (sent, told) => {
    expect(downloadType(sent)).toBe(told);
  });

  it('is as a file to keep, under its Arabic name, and nothing in it may run', () => {
    expect(downloadHeaders('فاتورة.pdf', 1)).toEqual({
      'content-disposition':
        'attachment; filename="??????.pdf"; filename*=UTF-8\'\'%D9%81%D8%A7%D8%AA%D9%88%D8%B1%D8%A9.pdf',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
    });
  });
});
