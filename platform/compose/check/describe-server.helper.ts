import { beforeAll, describe, expect, test } from 'bun:test';
import { installTimeoutMs } from '../../../tests/install-compose.helper.ts';
import { type Checked, type CheckOptions, checkServer, serverRules } from './check-server.ts';

/** Tests that a fragment server keeps every rule of the protocol. Warnings and notes are allowed. */
export function describeServer(
  name: string,
  toOptions: () => CheckOptions | Promise<CheckOptions>,
  fragments: string[],
): void {
  describe(`the fragment server ${name}`, () => {
    let checked: Checked;
    beforeAll(async () => {
      checked = await checkServer(await toOptions());
    }, installTimeoutMs);

    test('declares its fragments', () => expect(checked.fragments).toEqual(fragments));

    test.each(serverRules)('keeps the rule $id: $holds', ({ id }) => {
      expect(checked.findings.filter(({ rule, level }) => rule === id && level === 'error')).toEqual([]);
    });

    test('has fragments whose HTML can be checked', () =>
      expect(checked.findings.filter(({ level }) => level === 'note')).toEqual([]));
  });
}
