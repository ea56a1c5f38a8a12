import { afterEach, expect, test } from 'bun:test';
import { chooseIncident } from '../../tools/drill/incidents.ts';
import { root } from '../../tools/workers.ts';
import { openSharedShop } from '../open-shared-shop.helper.ts';

const shop = await openSharedShop();
afterEach(() => shop.clearFaults());
const readFaults = async () => (await shop.fetch('/_dev/faults')).json();

/** The first incident of another slice than cart, so that cart is a wrong answer. */
const seed = [1, 2, 3, 4, 5, 6].find((each) => chooseIncident(each).slice !== 'cart') as number;
const incident = chooseIncident(seed);

async function drill(answers: string[], args: string[] = []) {
  const child = Bun.spawn(
    ['bun', 'tools/drill.ts', '--url', shop.url, '--seed', String(seed), '--json', ...args],
    {
      cwd: root,
      stdin: new Blob([`${answers.join('\n')}\n`]),
      stdout: 'pipe',
      stderr: 'pipe',
    },
  );
  const [output, said, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  return { code, said, result: output ? JSON.parse(output) : undefined };
}

test('a drill breaks one fragment, answers until it is found, and switches the fault off', async () => {
  const { code, said, result } = await drill(['nonsense', 'cart', 'hint', incident.slice, incident.symptom]);
  expect({ code, said }).toMatchObject({ code: 0 });
  expect(said).toContain(`Shoppers say that ${incident.path} is not as it should be`);
  expect(said).toContain('nonsense is no answer.');
  expect(said).toContain('No, it is not cart.');
  expect(result).toMatchObject({ solved: true, wrong: 1, hints: 1, incident });
  expect(await readFaults()).toEqual([]);
});

test('a drill that is given up says what it was, and switches the fault off', async () => {
  const { code, said, result } = await drill(['quit']);
  expect(code).toBe(1);
  expect(said).toContain(`It was ${incident.fragment}`);
  expect(result.solved).toBe(false);
  expect(await readFaults()).toEqual([]);
});

test('a drill changes nothing in a shop that has a fault already', async () => {
  await shop.fault({ fragment: 'menu/strip', kind: 'error' });
  const before = await readFaults();
  const { code, said } = await drill(['quit']);
  expect(code).toBe(1);
  expect(said).toContain('This shop already has a fault: menu/strip.');
  expect(await readFaults()).toEqual(before);
});
