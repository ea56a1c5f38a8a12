import { Database } from 'bun:sqlite';
import { readdirSync, readFileSync } from 'node:fs';
import { version } from 'date-holidays/package.json';
import { readOptions } from './command/read-options.ts';
import type { Holiday } from './holidays/decreed-holidays.ts';
import { holidayYears } from './holidays/holiday-years.ts';
import { listKoreanHolidays } from './holidays/list-korean-holidays.ts';
import { writeMigration } from './holidays/write-migration.ts';
import { root } from './workers.ts';

const help = `Usage: bun tools/holidays.ts

Updates the transport service's table of Korean public holidays: if date-holidays or the decreed holidays (tools/holidays) differ
from its migrations, it writes the next migration.`;

readOptions(help, {});

const folder = `${root}/services/transport/migrations`;
const migrations = readdirSync(folder).sort();
const database = new Database(':memory:');
for (const migration of migrations) database.run(readFileSync(`${folder}/${migration}`, 'utf8'));
const have = database.query<Holiday, []>('SELECT day, name FROM holiday ORDER BY day').all();
const { from, until } = holidayYears;
const sql = writeMigration(have, listKoreanHolidays(from, until));
if (sql) {
  const number = String(migrations.length + 1).padStart(4, '0');
  const file = `${folder}/${number}_holidays.sql`;
  const heading = `-- Korean public holidays ${from} to ${until}, by date-holidays ${version} and tools/holidays.\n`;
  await Bun.write(file, heading + sql);
  console.log(`Wrote ${file}`);
} else console.log('The table is up to date.');
