import { expect, test } from 'bun:test';

test('the example sends the clock at once and the greeting later', async () => {
  const example = Bun.spawn([process.execPath, `${import.meta.dir}/main.ts`], {
    stdout: 'pipe',
    env: { ...process.env, PORT: '0' },
  });
  try {
    const reader = example.stdout.getReader();
    const address = new TextDecoder().decode((await reader.read()).value).trim();
    expect(address).toMatch(/^http:\/\/localhost:\d+\/\?name=you$/);
    const answer = await fetch(address);
    const page = await answer.text();
    expect(page).toContain('<h1>Hello, you!</h1>');
    // The greeting is first in the layout, so a page that waits for it would have it before the clock.
    expect(page.indexOf('<time>')).toBeLessThan(page.indexOf('Hello'));
    expect(page.indexOf('<time>')).toBeGreaterThan(0);
    expect((await fetch(new URL('/none', address))).status).toBe(404);
  } finally {
    example.kill();
    await example.exited;
  }
});
