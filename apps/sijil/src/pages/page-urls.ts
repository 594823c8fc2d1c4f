import { kpiUrlOf } from '#settings';
import type { Settings } from '#settings';

/** Where a thread finds what it copies from and to. */
export interface PageUrls {
  readonly logUrl: string;
  readonly keysUrl: string;
  readonly blobUrl: string;
  readonly readUrl: string;
  /** Pages of KPIs. */
  readonly kpiUrl: string;
}

/** Where the live pages are copied from and to. */
export function pageUrlsOf(settings: Settings): PageUrls {
  const { logUrl, keysUrl, blobUrl, readUrl } = settings;
  return { logUrl, keysUrl, blobUrl, readUrl, kpiUrl: kpiUrlOf(settings) };
}
