import { SaxesParser } from 'saxes';

/** A test that failed: its file with the line, its title with those of its groups, and why. */
export type TestFailure = { place: string; title: string; reason: string };
type TestReport = { passed: number; failed: number; skipped: number; failures: TestFailure[] };

/** The report (JUnit's XML) that a run of `bun test` wrote; all zero if there is none, since the run ended early. */
export async function readTestReport(path: string): Promise<TestReport> {
  const report: TestReport = { passed: 0, failed: 0, skipped: 0, failures: [] };
  const file = Bun.file(path);
  if (!(await file.exists())) return report;
  let current: TestFailure | undefined;
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'testsuites') {
      report.failed = Number(attributes.failures ?? 0) + Number(attributes.errors ?? 0);
      report.skipped = Number(attributes.skipped ?? 0);
      report.passed = Number(attributes.tests ?? 0) - report.failed - report.skipped;
    }
    if (name === 'testcase')
      current = {
        place: `${attributes.file}:${attributes.line}`,
        title: [attributes.classname, attributes.name].filter(Boolean).join(' > '),
        reason: '',
      };
    if (name === 'failure' && current)
      report.failures.push({ ...current, reason: String(attributes.message ?? '').trim() });
  });
  parser.write(await file.text()).close();
  return report;
}
