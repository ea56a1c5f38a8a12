import { expect, test } from 'bun:test';
import { root } from '../../workers.ts';
import { readGuide } from './read-guide.ts';

test('the blocks of a guide become steps, with the terminal of each, until it only explains', () => {
  const guide = [
    '# Guide\n```sh each\nexport A=1\n```\n## 0\n```sh terminal-1\nfirst\n```\n```sh terminal-2\nsecond\n```',
    '### 1\nText\n```sh\nthird\nfourth\n```\n```ts\nno command\n```\n## Back again\n```sh\nlater\n```',
  ].join('\n');
  expect(readGuide(guide)).toEqual([
    { heading: '0', terminal: 1, commands: 'export A=1\nfirst\n' },
    { heading: '0', terminal: 2, commands: 'export A=1\nsecond\n' },
    { heading: '1', terminal: 3, commands: 'export A=1\nthird\nfourth\n' },
  ]);
});

test('the guide has two programs that run, five releases, and one step back', async () => {
  const steps = readGuide(await Bun.file(`${root}/docs/from-monolith.md`).text());
  expect(steps.map(({ terminal }) => terminal).filter((terminal) => terminal < 3)).toEqual([1, 2]);
  const releases = steps.filter(({ commands }) => commands.includes('bun run release legacy'));
  expect(releases.map(({ heading }) => heading[0])).toEqual(['1', '2', '3', 'O', 'O', '4', '5']);
});
