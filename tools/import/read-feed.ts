import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { SaxesParser } from 'saxes';
import { FeedError, type FeedRow, toFieldName } from './feed-row.ts';

/**
 * Reads a Google Merchant feed (XML, RSS 2.0 or Atom), or a table with a header line (TSV or CSV), row by row.
 *
 * @throws FeedError for a file that is neither
 */
export async function* readFeed(path: string): AsyncGenerator<FeedRow> {
  const head = (await Bun.file(path).slice(0, 4_096).text()).replace(/^\uFEFF/, '').trimStart();
  if (head === '') throw new FeedError(`${path} is empty.`);
  if (head.startsWith('<') || /\.xml$/i.test(path)) yield* readXml(path);
  else yield* readTable(path, head.split(/\r?\n/, 1)[0] ?? '');
}

/** A row is an `item` of RSS or an `entry` of Atom. A field that is repeated keeps its first value. */
async function* readXml(path: string): AsyncGenerator<FeedRow> {
  const parser = new SaxesParser({ position: true });
  let rows: FeedRow[] = [];
  let row: FeedRow | undefined;
  let field: string | undefined;
  let text = '';
  let found = 0;
  parser.on('error', (error) => {
    throw new FeedError(
      `${path} is not XML that can be read: ${error.message.replace(/^\d+:\d+: /, '')} (line ${parser.line}).`,
    );
  });
  parser.on('opentag', ({ name }) => {
    if (name === 'item' || name === 'entry') row = { line: parser.line, fields: {} };
    else if (row && !field) {
      field = toFieldName(name);
      text = '';
    }
  });
  const append = (part: string) => {
    if (field) text += part;
  };
  parser.on('text', append);
  parser.on('cdata', append);
  parser.on('closetag', ({ name }) => {
    if (row && field && toFieldName(name) === field) {
      row.fields[field] ??= text.trim();
      field = undefined;
    } else if (row && (name === 'item' || name === 'entry')) {
      rows.push(row);
      found += 1;
      row = undefined;
    }
  });
  const decoder = new TextDecoder();
  for await (const part of createReadStream(path)) {
    parser.write(decoder.decode(part as Uint8Array, { stream: true }));
    yield* rows;
    rows = [];
  }
  parser.close();
  yield* rows;
  if (found === 0)
    throw new FeedError(`${path} has no products: a feed has an <item> or an <entry> for each one.`);
}

async function* readTable(path: string, header: string): AsyncGenerator<FeedRow> {
  const delimiter = header.includes('\t') ? '\t' : header.includes(';') && !header.includes(',') ? ';' : ',';
  if (!header.split(delimiter).map(unquote).map(toFieldName).includes('id'))
    throw new FeedError(
      `${path} is no feed: it does not begin with XML, and its first line does not name the column id. It begins with: ${header.slice(0, 60)}`,
    );
  const records = createReadStream(path).pipe(
    parse({
      ...{
        bom: true,
        delimiter,
        info: true,
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: true,
      },
      columns: (names: string[]) => names.map(toFieldName),
      // A tab cannot be inside a value of a TSV, so its quotes are text.
      ...(delimiter === '\t' ? { quote: null } : {}),
    }),
  );
  try {
    for await (const { record, info } of records as AsyncIterable<Parsed>) {
      const fields = Object.entries(record).filter(([, value]) => value !== '');
      yield {
        line: info.lines,
        fields: Object.fromEntries(fields.map(([name, value]) => [name, value.trim()])),
      };
    }
  } catch (error) {
    if (error instanceof FeedError) throw error;
    throw new FeedError(`${path} cannot be read as a table: ${(error as Error).message}`);
  }
}

type Parsed = { record: Record<string, string>; info: { lines: number } };

function unquote(name: string): string {
  return name.replace(/^"(.*)"$/, '$1');
}
