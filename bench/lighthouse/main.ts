import { writeFile } from 'node:fs/promises';
import { runLighthouse } from './run-lighthouse.ts';

const { rows, shortfalls, report } = await runLighthouse({ onStep: (step) => console.error(step) });

const width = Math.max(...rows.map(({ name }) => name.length));
for (const { name, value, target, ok } of rows)
  console.log(`${ok ? '✓' : '✗'} ${name.padEnd(width)}  ${value.padStart(9)}  ${target}`);
console.log('\nAudits that fall short:');
for (const { page, audit, says, intended } of shortfalls)
  console.log(`  ${page}: ${audit}${says ? ` (${says})` : ''}${intended ? ` — by intent: ${intended}` : ''}`);
if (shortfalls.length === 0) console.log('  none');
console.log(`\n${report.conditions}`);

await writeFile(`${import.meta.dir}/results.json`, `${JSON.stringify(report, null, 2)}\n`);
process.exit(rows.every(({ ok, must }) => ok || !must) ? 0 : 1);
