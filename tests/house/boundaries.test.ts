import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { findImports } from '../../tools/check/find-imports.ts';
import { root } from '../../tools/workers.ts';

/** The place of a file: its top folder, and the slice or the part of the platform below it. */
type Place = { zone: string; part: string };

const zones = ['contracts', 'platform', 'frontends', 'bff', 'services', 'shell', 'gateway'];
zones.push('tools', 'tests', 'bench');
const free = new Set(['tools', 'tests', 'bench']);
const files = [...new Bun.Glob(`{${zones.join(',')}}/**/*.{ts,tsx}`).scanSync(root)]
  .filter((file) => !/node_modules|\/dist\//.test(file))
  .sort();

describe('who may import whom', () => {
  test('every import is allowed', () => {
    const broken = files.flatMap((file) =>
      findImports(readFileSync(`${root}/${file}`, 'utf8')).flatMap(({ specifier }) => {
        const fault = judge(file, specifier);
        return fault ? [`${file} imports ${specifier}: ${fault}`] : [];
      }),
    );
    expect(broken).toEqual([]);
  });

  test('the check reads more than 100 files', () => expect(files.length).toBeGreaterThan(100));

  test.each([
    ['shell/worker.ts', '@jogakbo/cart-bff/contract', 'the shell imports no slice'],
    ['shell/worker.ts', '../frontends/cart/texts.ts', 'leaves its folder'],
    ['frontends/cart/worker.ts', '@jogakbo/pricing-bff/contract', 'another slice'],
    ['frontends/cart/worker.ts', '@jogakbo/cart-service/contract', 'past its BFF'],
    ['frontends/cart/worker.ts', '@jogakbo/compose/page', undefined],
    ['frontends/cart/worker.ts', '@jogakbo/cart-bff/worker', 'only its contract'],
    ['bff/cart/worker.ts', '@jogakbo/pricing-service/contract', undefined],
    ['bff/cart/worker.ts', '@jogakbo/ui/price.tsx', 'only platform/edge'],
    ['services/cart/worker.ts', '@jogakbo/pricing-service/contract', undefined],
    ['services/cart/worker.ts', '@jogakbo/cart-bff/contract', 'no BFF'],
    ['services/cart/worker.ts', '@jogakbo/tools/build', 'nothing imports'],
    ['platform/edge/calls/call.ts', '@jogakbo/cart-service/contract', 'platform knows contracts only'],
    ['platform/cards/read-cards.ts', '@jogakbo/pricing-service/contract', undefined],
    ['platform/cards/read-cards.ts', '@jogakbo/pricing-service/worker', 'only its contract'],
    ['platform/cards/read-cards.ts', '@jogakbo/cart-bff/contract', "only services' contracts"],
    ['platform/cards/read-cards.ts', '@jogakbo/edge/call', undefined],
    ['platform/cards/read-cards.ts', '@jogakbo/ui/price.tsx', 'only platform/edge'],
    ['platform/cards/read-cards.ts', '../ui/price.tsx', 'only platform/edge'],
    ['bff/search/worker.ts', '@jogakbo/cards/read-cards', undefined],
    ['frontends/search/worker.ts', '@jogakbo/cards/read-cards', 'only BFFs read cards'],
    ['services/search/worker.ts', '@jogakbo/cards/read-cards', 'only platform/edge'],
    ['shell/worker.ts', '@jogakbo/cards/read-cards', 'only BFFs read cards'],
    ['platform/edge/calls/call.ts', '@jogakbo/cards/read-cards', 'only BFFs read cards'],
    ['platform/edge/calls/call.ts', '../../cards/to-card.ts', 'only BFFs read cards'],
    ['contracts/card.ts', '@jogakbo/edge/call', 'contracts import valibot only'],
    ['gateway/worker.ts', '@jogakbo/edge/log', undefined],
    ['gateway/worker.ts', '@jogakbo/cart-service/contract', 'only platform/edge'],
    ['services/cart/worker.ts', '@jogakbo/gateway/contract', 'a service calls no BFF'],
    ['contracts/card.ts', 'hono', 'contracts import valibot only'],
  ])('the check judges %s importing %s', (file, specifier, expected) => {
    const fault = judge(file, specifier);
    if (expected === undefined) expect(fault).toBeUndefined();
    else expect(fault).toContain(expected);
  });
});

function judge(file: string, specifier: string): string | undefined {
  const from = toPlace(file);
  if (free.has(from.zone)) return undefined;
  const isTest = /\.(?:test|test-d|helper)\.tsx?$/.test(file);
  if (specifier.startsWith('.')) {
    const target = relative(root, resolve(root, dirname(file), specifier));
    const to = toPlace(target);
    if (to.zone === from.zone && to.part === from.part) return undefined;
    if (to.zone === 'platform' && from.zone === 'platform') return judgePlatform(from, to);
    // Tests may leave their folder, for example to run a service under its BFF, or to use helpers and tools.
    return isTest ? undefined : `leaves its folder for ${target}`;
  }
  const to = toWorkspace(specifier);
  if (!to) {
    return from.zone === 'contracts' && !isTest && specifier !== 'valibot'
      ? 'contracts import valibot only'
      : undefined;
  }
  if (free.has(to.zone)) return `nothing imports ${to.zone}`;
  if (to.zone === 'contracts') return undefined;
  if (['services', 'bff', 'frontends'].includes(to.zone) && !specifier.endsWith('/contract'))
    return 'only its contract is a door';
  return judgeWorkspace(from, to);
}

function judgeWorkspace(from: Place, to: Place): string | undefined {
  switch (from.zone) {
    case 'contracts':
      return 'contracts import valibot only';
    case 'platform':
      return judgePlatform(from, to);
    case 'shell':
      if (isCards(to)) return 'only BFFs read cards';
      return to.zone === 'platform' ? undefined : 'the shell imports no slice';
    case 'gateway':
      return to.zone === 'platform' && to.part === 'edge' ? undefined : 'only platform/edge';
    case 'services':
      if (to.zone === 'platform') return to.part === 'edge' ? undefined : 'only platform/edge';
      return to.zone === 'services' ? undefined : 'a service calls no BFF and no frontend';
    case 'bff':
      if (to.zone === 'platform')
        return to.part === 'edge' || isCards(to) ? undefined : 'only platform/edge and platform/cards';
      return to.zone === 'services' ? undefined : 'a BFF calls services only';
    default:
      if (isCards(to)) return 'only BFFs read cards';
      if (to.zone === 'platform') return undefined;
      if (to.part !== from.part) return `belongs to another slice, ${to.part}`;
      return to.zone === 'bff' ? undefined : 'goes past its BFF';
  }
}

/** The platform may import contracts only. Its cards may also import the contracts of services. */
function judgePlatform(from: Place, to: Place): string | undefined {
  if (isCards(from)) {
    if (to.zone === 'platform') return to.part === 'edge' || isCards(to) ? undefined : 'only platform/edge';
    return to.zone === 'services' ? undefined : "only services' contracts";
  }
  if (isCards(to)) return 'only BFFs read cards';
  return to.zone === 'platform' ? undefined : 'platform knows contracts only';
}

function isCards({ zone, part }: Place): boolean {
  return zone === 'platform' && part === 'cards';
}

function toPlace(file: string): Place {
  const [zone = '', part = ''] = file.split('/');
  return { zone, part: ['frontends', 'bff', 'services', 'platform'].includes(zone) ? part : '' };
}

function toWorkspace(specifier: string): Place | undefined {
  const name = specifier.match(/^@jogakbo\/([^/]+)/)?.[1];
  // The host is no package: the page's import map names it.
  if (!name || name === 'host') return undefined;
  const [, part, kind] = name.match(/^(.+)-(service|bff|frontend)$/) ?? [];
  if (part && kind)
    return { zone: { service: 'services', bff: 'bff', frontend: 'frontends' }[kind] as string, part };
  if (['compose', 'edge', 'cards', 'browser', 'ui'].includes(name)) return { zone: 'platform', part: name };
  return { zone: name, part: '' };
}

test('every BFF with operator routes limits wrong operator tokens', async () => {
  const unlimited: string[] = [];
  for (const file of files.filter((name) => name.startsWith('bff/')))
    if ((await Bun.file(`${root}/${file}`).text()).includes('guardOperator()')) unlimited.push(file);
  expect(unlimited).toEqual([]);
});
