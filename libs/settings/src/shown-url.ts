/** The address of a store as people may see it: without user, password and parameters. */
export function shownUrl(url: string): string {
  const isServer = /^[a-z]+:\/\//.test(url) && URL.canParse(url);
  if (!isServer) return url;
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
