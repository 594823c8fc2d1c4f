import { readFile } from 'node:fs/promises';
import { LineCounter, isNode, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { MapInvalid } from '../import.errors.js';
import { readTicketMap } from './ticket-map.js';
import type { MapProblem, TicketMap } from './ticket-map.js';

/** Reads a map (YAML) from a file. Errors: `MapInvalid` with everything that is wrong, by line; those of the file system. */
export async function readMapFile(path: string): Promise<TicketMap> {
  const lines = new LineCounter();
  const document = parseDocument(await readFile(path, 'utf8'), { lineCounter: lines });
  const broken = document.errors.map(
    ({ pos, message }) => `line ${lines.linePos(pos[0]).line}: ${message.split('\n')[0]}`,
  );
  if (broken.length > 0) throw new MapInvalid(path, broken);
  const { map, problems } = readTicketMap(document.toJS() ?? {});
  if (problems.length > 0)
    throw new MapInvalid(
      path,
      problems.map((problem) => placed(problem, document, lines)),
    );
  return map;
}

/** What stands at the path, or what it would stand in, tells the line. */
function placed({ path, problem }: MapProblem, document: Document, lines: LineCounter): string {
  const place = path.length === 0 ? 'the map' : path.join('.');
  const depths = path.map((_, at) => path.slice(0, path.length - at));
  const node = depths.map((each) => document.getIn(each, true)).find((found) => isNode(found));
  const start = isNode(node) ? node.range?.[0] : undefined;
  return `${start === undefined ? '' : `line ${lines.linePos(start).line}: `}${place} ${problem}`;
}
