import { readdirSync } from 'node:fs';
import { version } from 'date-holidays/package.json';
import type { Holiday } from './holidays/decreed-holidays.ts';
import { holidayYears } from './holidays/holiday-years.ts';
import { listKoreanHolidays } from './holidays/list-korean-holidays.ts';
import { writeMigration } from './holidays/write-migration.ts';
import { createSqliteDatabase } from './testing/create-sqlite-database.ts';
import { root } from './workers.ts';

const help = `Usage: bun tools/holidays.ts

Updates the transport service's table of Korean public holidays: if date-holidays or the decreed holidays (tools/holidays) differ
from its migrations, it writes the next migration.`;

if (process.argv.length > 2) {
  console.log(help);
  process.exit(process.argv[2] === '--help' ? 0 : 2);
}

const folder = `${root}/services/transport/migrations`;
const { results: have } = await createSqliteDatabase(folder)
  .prepare('SELECT day, name FROM holiday ORDER BY day')
  .all<Holiday>();
const { from, until } = holidayYears;
const sql = writeMigration(have, listKoreanHolidays(from, until));
if (sql) {
  const number = String(readdirSync(folder).length + 1).padStart(4, '0');
  const file = `${folder}/${number}_holidays.sql`;
  const heading = `-- Korean public holidays ${from} to ${until}, by date-holidays ${version} and tools/holidays.\n`;
  await Bun.write(file, heading + sql);
  console.log(`Wrote ${file}`);
} else console.log('The table is up to date.');
