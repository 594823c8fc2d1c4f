import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from '../piece.js';
import { readMapFile } from './map-file.js';
import { tableFindings } from './table-findings.js';

const map = `columns:
  ticket: number
  changedAt: updated
  customer: caller
  status: state
  assignee: agent
  topic: [category, part]
fixed: { channel: phone }
unknown: ['?']
times: D/M/YYYY HH:mm
values:
  status: { New: open, Done: closed }
`;
const header = 'number,updated,caller,state,agent,category,part\n';

describe('a table of ticket changes, read by its map', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'sijil-map-'))));
  afterEach(() => rm(folder, { recursive: true }));

  const mapAt = async (yaml: string): Promise<string> => {
    const path = join(folder, 'map.yml');
    await writeFile(path, yaml);
    return path;
  };
  const problemsOf = async (yaml: string): Promise<readonly string[]> => {
    const fault = await readMapFile(await mapAt(yaml)).then(
      () => undefined,
      (error: unknown) => error as { code: string; problems: readonly string[] },
    );
    expect(fault?.code).toBe('IMPORT.MAP_INVALID');
    return fault?.problems ?? [];
  };
  const findingsOf = async (rows: string, yaml = map): Promise<readonly Finding[]> => {
    const [path, mapPath] = [join(folder, 'table.csv'), await mapAt(yaml)];
    await writeFile(path, rows);
    const found: Finding[] = [];
    for await (const finding of tableFindings(path, mapPath, await readMapFile(mapPath))) found.push(finding);
    return found;
  };
  const linesOf = (findings: readonly Finding[]) =>
    findings.map((finding) =>
      'piece' in finding
        ? (JSON.parse(Buffer.from(finding.piece.bytes).toString()) as object)
        : [finding.unsent.source.split(': ')[1], finding.unsent.code, finding.unsent.detail],
    );

  it('is one line of history a row, in the words of this desk', async () => {
    const rows = `${header}INC1,29/2/2016 06:58,Caller 7,New,Resolver 16,Network,VPN\n`;
    expect(linesOf(await findingsOf(rows))).toEqual([
      {
        ticket: 'INC1',
        changedAt: '2016-02-29 06:58:00',
        customer: { kind: 'account', id: 'Caller 7' },
        status: 'open',
        assignee: 'Resolver-16',
        topic: 'Network / VPN',
        channel: 'phone',
      },
    ]);
  });

  it('says nothing where it knows nothing, and nobody where the assignee is left empty', async () => {
    const rows = `${header}INC1,1/3/2016 06:58,?,New,?,Network,?\nINC1,1/3/2016 07:00,Caller 7,Done,,,\n`;
    expect(linesOf(await findingsOf(rows))).toEqual([
      { ticket: 'INC1', changedAt: '2016-03-01 06:58:00', status: 'open', topic: 'Network', channel: 'phone' },
      expect.objectContaining({ status: 'closed', assignee: null }),
    ]);
  });

  it('goes on after a row that the map cannot read, which is told by its line and its field', async () => {
    const rows = `${header}INC1,1/3/2016 06:58,C,Lost,,,\nINC2,2016-03-01,C,New,,,\n"INC\n3",1/3/2016 06:58,C,New,,,\n`;
    expect(linesOf(await findingsOf(rows))).toEqual([
      ['line 2', 'IMPORT.ROW_UNREADABLE', 'status: the map has no value for "Lost"'],
      ['line 3', 'IMPORT.ROW_UNREADABLE', 'changedAt: "2016-03-01" is no D/M/YYYY HH:mm'],
      expect.objectContaining({ ticket: 'INC\n3' }),
    ]);
  });

  it('ends where rows cannot be told apart', async () => {
    const found = linesOf(await findingsOf(`${header}INC1,1/3/2016 06:58,C,New,,,\nINC2,1/3/2016 06:58\n`));
    expect(found).toMatchObject([{ ticket: 'INC1' }, [undefined, 'IMPORT.TABLE_BROKEN', expect.any(String)]]);
  });

  it('tells every column that the table does not have', async () => {
    await expect(findingsOf('number,state\n')).rejects.toMatchObject({
      code: 'IMPORT.MAP_INVALID',
      problems: expect.arrayContaining(['columns.changedAt: the table has no column "updated"']) as string[],
    });
  });

  it.each<[string, string, string]>([
    ['a setting nobody knows', `${map}colour: red\n`, 'line 13: colour is no setting'],
    ['a field nobody knows', map.replace('  status: state', '  mood: state'), 'line 5: columns.mood is no field'],
    ['times without a minute', map.replace('HH:mm', ''), 'line 10: times is no pattern'],
    ['a kind of customer nobody knows', `${map}customerKind: fax\n`, 'line 13: customerKind is none of'],
    ['a value that is no text', map.replace('Done: closed', 'Done: [1]'), 'line 12: values.status.Done is no text'],
    ['no ticket', map.replace('  ticket: number\n', ''), 'columns names no column for "ticket"'],
    ['broken YAML', 'columns: [', 'line 1: '],
    ['nothing', '', 'columns names no column for "ticket"'],
  ])('is not read by a map with %s, which is told by its line', async (_what, yaml, problem) => {
    expect(await problemsOf(yaml)).toContainEqual(expect.stringContaining(problem));
  });
});
