/** The address of a store as people may see it: without user, password and parameters. */
export function shownUrl(url: string): string {
  const { server, place } = /^(?<server>[a-z+]+:\/\/)(?:[^/?]*@)?(?<place>[^?]*)/.exec(url)?.groups ?? {};
  return server === undefined ? url : `${server}${place}`;
}
