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
    const chunks: string[] = [];
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      chunks.push(new TextDecoder().decode(chunk));
    }
    const page = chunks.join('');
    expect(chunks[0]).toContain('<time>');
    expect(chunks[0]).not.toContain('Hello');
    expect(page).toContain('<h1>Hello, you!</h1>');
    expect((await fetch(new URL('/none', address))).status).toBe(404);
  } finally {
    example.kill();
    await example.exited;
  }
});
