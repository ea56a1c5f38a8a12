import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { withShellBindings } from '../../tools/bindings.ts';
import { listWorkers, readConfig, root, type Worker } from '../../tools/workers.ts';
import { readCode } from './read-imports.helper.ts';
import { sourceFiles } from './source-files.helper.ts';

type Settings = Record<string, unknown>;

/** Settings that are the same for every worker of a kind. All other settings say what the worker binds and what starts it. */
const head = ['main', 'compatibility_date', 'compatibility_flags', 'workers_dev', 'no_bundle', 'build'];
head.push('assets', 'observability');
/** Settings that are the same for every worker. */
const everywhere = ['compatibility_date', 'compatibility_flags', 'no_bundle', 'observability'];

const workers = (await listWorkers()).map((worker) => ({
  ...worker,
  settings: readConfig<Settings>(worker),
}));

describe('the heads of the wrangler.toml files agree', () => {
  test.each(['service', 'bff', 'frontend'] as const)('among the workers of kind %s', (kind) => {
    const [first, ...others] = workers.filter((worker) => worker.kind === kind);
    for (const { settings } of others) expect(pick(settings, head)).toEqual(pick(first?.settings, head));
  });

  test('among all workers, about the runtime and the logs', () => {
    const [first, ...others] = workers;
    for (const { settings } of others)
      expect(pick(settings, everywhere)).toEqual(pick(first?.settings, everywhere));
  });

  test('and each has the name of its folder', () => {
    const names = workers.map(({ settings }) => settings.name);
    expect(names).toEqual(workers.map(({ name }) => `jogakbo-${name}`));
  });

  test('and each comes before what the worker binds', () => {
    const late = workers.filter(({ config }) => {
      const tables = readFileSync(config, 'utf8').match(/^\[+\w+/gm) ?? [];
      const ownFirst = tables.findIndex((table) => !isHead(table));
      return ownFirst >= 0 && tables.slice(ownFirst).some(isHead);
    });
    expect(late.map(({ name }) => name)).toEqual([]);
  });
});

describe('the settings that cost or save something', () => {
  test('place exactly the workers with a database near it', () => {
    const placed = workers.filter(({ settings }) => (settings.placement as Settings)?.mode === 'smart');
    const bound = workers.filter(({ settings }) => settings.d1_databases);
    expect(placed.map(({ name }) => name)).toEqual(bound.map(({ name }) => name));
  });

  test('limit the CPU time where strangers decide about it: of the shell, and of the hashes of passwords', () => {
    const limited = workers.filter(({ settings }) => (settings.limits as Settings)?.cpu_ms);
    expect(limited.map(({ name }) => name)).toEqual(['member-service', 'shell']);
  });

  test('log errors and one page in a hundred', () => {
    const levels = workers.map(({ settings }) => (settings.vars as Settings)?.LOG_LEVEL);
    expect([...new Set(levels)]).toEqual(['1%']);
  });

  test('each have the reason beside them', () => {
    const bare = workers.flatMap(({ config, name }) =>
      readFileSync(config, 'utf8')
        .split('\n')
        .flatMap((line, index, lines) => {
          const needsReason = /^(\[placement\]|\[limits\]|logs =|LOG_LEVEL =)/.test(line);
          return needsReason && !lines[index - 1]?.startsWith('#') ? [`${name}: ${line}`] : [];
        }),
    );
    expect(bare).toEqual([]);
  });
});

describe('the required secrets of a worker', () => {
  const requiredOf = ({ settings }: (typeof workers)[number]) =>
    (settings.secrets as { required: string[] } | undefined)?.required ?? [];

  test('are among those that bun run keys and Upstash make', () => {
    const made = ['IDENTITY_KEYS', 'IDENTITY_KEY', 'MEMBER_KEYS', 'ORDER_KEYS', 'OPERATOR_TOKEN'];
    made.push('UPSTASH_REDIS_REST_URL', 'UPSTASH_REDIS_REST_TOKEN');
    for (const worker of workers) {
      const required = requiredOf(worker);
      expect(required).toContain('IDENTITY_KEYS');
      expect(required.filter((name) => !made.includes(name))).toEqual([]);
    }
  });

  test('have the key of a worker that signs tokens', () => {
    const signing = workers.filter(({ kind }) => kind === 'service' || kind === 'shell');
    const named = workers.filter((worker) => requiredOf(worker).includes('IDENTITY_KEY'));
    expect(named.map(({ name }) => name)).toEqual(signing.map(({ name }) => name));
  });

  test('have the token of operators, if the code checks it', () => {
    const checks = workers.filter(({ directory, kind }) =>
      kind === 'shell' ? false : /guardOperator/.test(readFolder(directory.slice(root.length + 1))),
    );
    const named = workers.filter((worker) => requiredOf(worker).includes('OPERATOR_TOKEN'));
    expect(named.map(({ name }) => name)).toEqual(checks.map(({ name }) => name));
  });
});

test('the shell is bound to every frontend and every BFF', async () => {
  const text = readFileSync(`${root}/wrangler.toml`, 'utf8');
  expect(text, 'Run `bun tools/bindings.ts`.').toBe(await withShellBindings(text));
});

test('the code of each worker uses every binding of its wrangler.toml', () => {
  const unused = workers.flatMap((worker) => {
    const code = readWorkerCode(worker);
    return listBindings(worker.settings)
      .filter((binding) => !usesBinding(code, binding))
      .map((binding) => `${worker.name} ${binding}`);
  });
  // The shell looks up the frontend and the BFF of a slice by the name of the slice.
  expect(unused.filter((line) => !/^shell \w+_(?:FRONTEND|BFF)$/.test(line))).toEqual([]);
});

test.each([
  ['c.env.PRICING', true],
  ['const { PRICING, CART } = c.env;', true],
  ["const owners = ['PRICING'];", true],
  ['type Bindings = { PRICING: Binding };', false],
  ["export type Bindings = Record<\n  'CART' | 'PRICING',\n  Binding\n>;", false],
])('the binding PRICING is looked for in: %s', (code, used) => {
  expect(usesBinding(withoutTypes(code), 'PRICING')).toBe(used);
});

function isHead(table: string): boolean {
  return head.includes(table.replace(/^\[+/, ''));
}

function pick(settings: Settings = {}, names: string[]): Settings {
  return Object.fromEntries(names.map((name) => [name, settings[name]]));
}

/** Lists the names of bindings: each `binding`, Durable Objects (a `name` with a `class_name`), and variables. */
function listBindings(settings: Settings): string[] {
  const found = Object.keys((settings.vars as Settings) ?? {});
  const visit = (value: unknown) => {
    if (!value || typeof value !== 'object') return;
    const { binding, name, class_name } = value as Settings;
    const own = binding ?? (class_name && name);
    if (typeof own === 'string') found.push(own);
    Object.values(value).forEach(visit);
  };
  visit(settings);
  return found;
}

/** Reads the code that runs in a worker: its own, and the parts of the platform that read bindings. */
function readWorkerCode({ directory }: Worker): string {
  const own = readFolder(directory.slice(root.length + 1));
  return [
    own,
    readFolder('platform/edge'),
    own.includes('@jogakbo/cards') ? readFolder('platform/cards') : '',
  ].join('\n');
}

function readFolder(folder: string): string {
  return sourceFiles
    .filter((file) => file.startsWith(`${folder}/`) && /(?<!\.(?:test|test-d|helper|d))\.tsx?$/.test(file))
    .map((file) => withoutTypes(readCode(file)))
    .join('\n');
}

/** A type that names a binding does not use it. */
function withoutTypes(code: string): string {
  return code.replace(/^(?:export )?type \w+[\s\S]*?;$(?!\n[ }])/gm, '');
}

/** The name of a binding may also be made from the name of a follower, such as `SEARCH_EVENTS`. */
function usesBinding(code: string, binding: string): boolean {
  const end = binding.replace(/^[A-Z]+(?=_)/, '');
  return new RegExp(`\\b${binding}\\b(?!\\??:)|\\}${end}\``).test(code);
}
