import { describe, expect, test } from 'bun:test';
import { existsSync, readFileSync } from 'node:fs';
import { document, graphOf, readGraph, toMarkdown } from '../../tools/graph.ts';
import { listWorkers, root } from '../../tools/workers.ts';

const text = readFileSync(document, 'utf8');
/** A step is a numbered item with its following lines. */
const steps = [...text.matchAll(/^\d+\. .*(?:\n +\S.*)*/gm)].map(([step]) => step);

test('the graph in docs/architecture.md agrees with the wrangler.toml files', async () => {
  expect(graphOf(text), 'Run `bun tools/graph.ts`.').toBe(toMarkdown(await readGraph()));
});

test('the graph has every worker, and every worker but the shell has a caller', async () => {
  const graph = await readGraph();
  expect(graph.map(({ name }) => name)).toEqual((await listWorkers()).map(({ name }) => name));
  const called = new Set(
    graph.flatMap(({ calls, sendsTo }) => [...calls, ...(sendsTo.length > 0 ? ['queue'] : [])]),
  );
  const idle = graph.map(({ name }) => name).filter((name) => !called.has(name));
  expect(idle).toEqual(['shell']);
});

test('a frontend calls the BFF of its slice and nothing else', async () => {
  for (const { name, calls } of (await readGraph()).filter(({ kind }) => kind === 'frontend'))
    expect(calls).toEqual([name.replace('-frontend', '-bff')]);
});

describe('the walks in docs/architecture.md', () => {
  test('name a file and a function in each step', () => {
    expect(steps.length).toBeGreaterThan(30);
    expect(steps.filter((step) => toFiles(step).length === 0 || toNames(step).length === 0)).toEqual([]);
  });

  test('name only files that exist', () => {
    expect(steps.flatMap(toFiles).filter((file) => !existsSync(`${root}/${file}`))).toEqual([]);
  });

  test('name only functions and routes that one of the files of the step has', () => {
    const unknown = steps.flatMap((step) => {
      const code = toFiles(step)
        .map((file) => readFileSync(`${root}/${file}`, 'utf8'))
        .join('\n');
      return toNames(step)
        .filter((name) => !toDefinition(name).test(code))
        .map((name) => `${toFiles(step).join(', ')} has no ${name}`);
    });
    expect(unknown).toEqual([]);
  });

  test.each([
    ['place()', 'async function place(c) {}', true],
    ['place()', 'await place(c);', false],
    ['take()', '    take(gone) {', true],
    ['run()', '  override async run(\n    event,', true],
    ['move()', '    move: async (from, to) => run(from),', true],
    ['POST /cart/items', "app.post('/cart/items', handle)", true],
    ['PUT /items/:item', "app.put(\n  '/items/:item',", true],
    ['POST /cart/items', "app.get('/cart/items', handle)", false],
  ])('%s is searched in: %s', (name, code, found) => {
    expect(toDefinition(name).test(code)).toBe(found);
  });
});

function toFiles(step: string): string[] {
  return [...step.matchAll(/`([\w./-]+\/[\w.-]+\.(?:tsx?|lua|toml|sql))`/g)].map(
    ([, file]) => file as string,
  );
}

/** Finds functions such as `place()`, and routes such as `POST /cart/items`. */
function toNames(step: string): string[] {
  return [...step.matchAll(/`(\w+\(\)|(?:GET|POST|PUT|DELETE|ALL) [^`]+)`/g)].map(
    ([, name]) => name as string,
  );
}

/** Matches the definition of a name, not its use. */
function toDefinition(name: string): RegExp {
  const [method, path] = name.split(' ');
  if (path) {
    const escaped = path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`\\.${(method as string).toLowerCase()}\\(\\s*'${escaped}'`);
  }
  const word = name.replace('()', '');
  return new RegExp(
    `(?:function\\*?|const|class)\\s+${word}\\b|^\\s+(?:override )?(?:async )?${word}(?:<.*>)?\\((?:.*\\{)?$|^\\s+${word}: (?:async )?\\(`,
    'm',
  );
}
