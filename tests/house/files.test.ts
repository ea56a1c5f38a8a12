import { expect, test } from 'bun:test';
import { existsSync } from 'node:fs';
import { listWorkers, root } from '../../tools/workers.ts';

const sources = [
  ...new Bun.Glob('{contracts,platform,frontends,bff,services,shell,tools}/**/*.{ts,tsx,css}').scanSync(root),
].filter((file) => !/node_modules|\/dist\/|\.test(-d)?\.tsx?$|tools\/seed\/(words\/|showcase)/.test(file));

test('no source file is longer than 250 lines', async () => {
  const long: string[] = [];
  for (const file of sources) {
    const lines = (await Bun.file(`${root}/${file}`).text()).split('\n').length - 1;
    if (lines > 250) long.push(`${file}: ${lines}`);
  }
  expect(sources.length).toBeGreaterThan(100);
  expect(long).toEqual([]);
});

test('every worker has its wrangler.toml, package.json, README and entry, and exports only its contract', async () => {
  const workers = await listWorkers();
  expect(workers.length).toBeGreaterThanOrEqual(19);
  for (const { directory, config, kind } of workers) {
    for (const file of [
      config,
      ...['package.json', 'README.md', 'worker.ts'].map((name) => `${directory}/${name}`),
    ]) {
      expect({ file, exists: existsSync(file) }).toEqual({ file, exists: true });
    }
    const { exports } = await Bun.file(`${directory}/package.json`).json();
    expect(Object.keys(exports)).toEqual(kind === 'service' || kind === 'bff' ? ['./contract'] : []);
    expect(await Bun.file(config).text()).toContain('enable_request_signal');
  }
});

test('the README has fewer than 150 lines', async () => {
  const lines = (await Bun.file(`${root}/README.md`).text()).split('\n').length;
  expect(lines).toBeLessThan(150);
});

test('no source has a style= attribute', async () => {
  const found: string[] = [];
  for (const file of sources.filter((file) => /^(frontends|shell|platform\/(ui|compose))/.test(file))) {
    if (/<[a-z][^>]*\sstyle=/.test(await Bun.file(`${root}/${file}`).text())) found.push(file);
  }
  expect(found).toEqual([]);
});

test("the shell's classes begin with shell-, so no slice can have the same", async () => {
  const css = await Bun.file(`${root}/shell/styles/document.css`).text();
  const classes = [...css.matchAll(/\.([a-z][\w-]*)/g)]
    .map(([, name]) => name as string)
    .filter((name) => name !== 'css');
  expect(classes.length).toBeGreaterThan(3);
  for (const name of classes) expect(name).toStartWith('shell-');
});
