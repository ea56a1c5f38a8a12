import { expect, test } from 'bun:test';
import { createTestShell } from './create-test-shell.helper.ts';

async function policyOf(path: string, provider: string): Promise<string[]> {
  const { fetch, state } = await createTestShell({ PAYMENT_PROVIDER: provider });
  state.sessions = 'm1';
  const answer = await fetch(path, { headers: { cookie: `__Host-session=${'s'.repeat(43)}` } });
  expect(answer.status).toBe(200);
  return (answer.headers.get('content-security-policy') ?? '').split('; ');
}

const sources = (policy: string[], name: string) => policy.find((line) => line.startsWith(`${name} `)) ?? '';

test('the page of the payment allows the script of Toss, and keeps the rest of its policy', async () => {
  const plain = await policyOf('/checkout', 'toss');
  const policy = await policyOf('/checkout/pay?draft=d1', 'toss');
  expect(sources(policy, 'script-src').split(' ')).toContain('https://js.tosspayments.com');
  expect(sources(policy, 'frame-src')).toBe('frame-src https://*.tosspayments.com');
  for (const name of ['connect-src', 'form-action', 'img-src'])
    expect(sources(policy, name)).toBe(`${sources(plain, name)} https://*.tosspayments.com`);
  for (const name of ['default-src', 'base-uri', 'frame-ancestors', 'style-src'])
    expect(sources(policy, name)).toBe(sources(plain, name));
  expect(policy.join()).not.toContain('unsafe');
  expect(policy.join()).not.toContain('trusted-types');
});

test.each([
  ['/checkout', 'toss'],
  ['/checkout/paid?draft=d1', 'toss'],
  ['/', 'toss'],
  ['/checkout/pay?draft=d1', 'local'],
  ['/checkout/pay?draft=d1', ''],
])('the page %s of a shop with the provider "%s" allows nothing of Toss', async (path, provider) => {
  const policy = (await policyOf(path, provider)).join();
  expect(policy).not.toContain('tosspayments');
  expect(policy).toContain("require-trusted-types-for 'script'");
});
