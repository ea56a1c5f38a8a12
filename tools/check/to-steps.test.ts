import { expect, test } from 'bun:test';
import { planCheck } from './plan-check.ts';
import { type Tree, toSteps } from './to-steps.ts';

const contract = 'services/cart/contract.ts';
const readers = ['services/order/place.test.ts', 'frontends/cart/lines.test.ts'];
const tree: Tree = {
  workers: new Map(
    Object.entries({
      ...{ 'services/cart': 'cart-service', 'services/order': 'order-service' },
      ...{ 'services/audit': 'audit-service', 'bff/cart': 'cart', 'frontends/cart': 'cart' },
      ...{ 'bff/operator': 'operator-bff', shell: 'shell' },
    }),
  ),
  tests: [
    ...['services/cart/cart.test.ts', 'services/order/order.test.ts', 'services/order/place.test.ts'],
    ...['services/audit/audit.test.ts', 'shell/hooks.test.ts', 'tests/house/names.test.ts'],
    ...['tests/house/deploy.test.ts', 'tests/system/cart.test.ts', 'tests/system/reads.test.ts'],
    ...['tests/system/order-rush.test.ts', 'tests/system/limits.test.ts', 'tests/browser/budgets.test.ts'],
    ...['tests/system/cart-recovery.test.ts', 'tests/browser/cart.test.ts', 'tests/system/cart-rush.test.ts'],
    ...['frontends/cart/worker.test.ts', 'frontends/cart/lines.test.ts'],
  ],
  reach: {
    direct: (file) => (file === 'tests/system/reads.test.ts' ? [contract] : []),
    all: (file) => new Set(readers.includes(file) ? [contract] : []),
  },
  hasBrowser: true,
};
const links = ['order', 'shell'].map((from) => ({ from, to: 'cart', why: `${from} calls cart` }));

/** The arguments of each step that name a part of the shop. */
function stepsOf(files: string[], options: Partial<Tree> = {}) {
  const steps = toSteps(planCheck(files, links), files, { ...tree, ...options });
  const isNamed = (part: string) => /\/|^(?:cart|order|shell|audit|accepts.*)$/.test(part);
  return Object.fromEntries(
    steps.map(({ name, command }) => [name, command.filter(isNamed).map((part) => part.replace('./', ''))]),
  );
}

test('a change of a contract runs the tests of the slice, those that read the contract, and the budgets', () => {
  expect(stepsOf([contract])).toEqual({
    'format and lint': ['services/cart', 'services/order', 'bff/cart', 'frontends/cart', 'shell'],
    contracts: ['tools/contracts.ts'],
    'rules of the house': ['tests/house/names.test.ts'],
    'unit tests': [
      ...['services/cart/cart.test.ts', 'services/order/place.test.ts'],
      'frontends/cart/lines.test.ts',
    ],
    types: ['tools/check/check-types.ts', contract],
    'deploy --dry-run': ['tests/house/deploy.test.ts', 'accepts (cart-service)$'],
    'the whole shop': [
      ...['tools/test.ts', 'tests/system/cart.test.ts', 'tests/system/reads.test.ts'],
      ...['tests/system/limits.test.ts', 'tests/system/cart-recovery.test.ts'],
    ],
  });
});

test('a change that no other file imports runs the unit tests of its own folder only', () => {
  expect(stepsOf(['services/cart/worker.ts'])['unit tests']).toEqual(['services/cart/cart.test.ts']);
  expect(stepsOf(['frontends/cart/texts.ts'])['unit tests']).toEqual([
    ...['frontends/cart/worker.test.ts', 'frontends/cart/lines.test.ts'],
  ]);
});

test.each(['frontends/cart/texts.ts', 'bff/cart/worker.ts'])(
  'a change of a face opens the pages of its slice in a browser, and leaves out what only its service can break: %s',
  (file) => {
    expect(stepsOf([file])['the whole shop']).toEqual([
      ...['tools/test.ts', 'tests/system/cart.test.ts', 'tests/system/limits.test.ts'],
      ...['tests/browser/budgets.test.ts', 'tests/browser/cart.test.ts'],
    ]);
    expect(stepsOf([file])['deploy --dry-run']?.[1]).toBe('accepts (cart)$');
  },
);

test('without Chromium, no test in a browser runs', () => {
  const steps = stepsOf(['frontends/cart/texts.ts'], { hasBrowser: false });
  expect(steps['the whole shop']).toEqual([
    ...['tools/test.ts', 'tests/system/cart.test.ts', 'tests/system/limits.test.ts'],
  ]);
});

test('a service without a face opens no page', () => {
  const steps = stepsOf(['services/audit/audit.ts']);
  expect(steps['the whole shop']).toBeUndefined();
  expect(steps['deploy --dry-run']).toEqual(['tests/house/deploy.test.ts', 'accepts (audit-service)$']);
});

test('a BFF without a frontend is deployed under its own name', () => {
  expect(stepsOf(['bff/operator/worker.ts'])['deploy --dry-run']?.[1]).toBe('accepts (operator-bff)$');
});

test('a change of documents runs no tests of slices, and concerns no types', () => {
  expect(Object.keys(stepsOf(['README.md']))).toEqual(['contracts', 'rules of the house']);
});

test('a removed slice has no folder to check', () => {
  const steps = stepsOf([contract], {
    workers: new Map([['services/order', 'order-service']]),
    tests: [],
  });
  expect(steps['format and lint']).toEqual(['services/order']);
});
