import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { describeEngines } from './describe-engines.helper.ts';

const ENCODED = { 'upstash-encoding': 'base64' };

describeEngines((context) => {
  const post = (path: string, body: unknown, headers?: Record<string, string>) =>
    context.fetch(path, { method: 'POST', body: JSON.stringify(body), ...(headers && { headers }) });
  const result = async (response: Promise<Response>) => (await response).json();

  test('a request without the token, or with a wrong one, is refused with 401', async () => {
    for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: 'Basic x' }] as const) {
      const response = await fetch(context.upstash.url, { method: 'POST', body: '["PING"]', headers });
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ error: 'WRONGPASS invalid or missing auth token' });
    }
  });

  test('the token may be the parameter _token, which is then not an argument', async () => {
    const response = await fetch(`${context.upstash.url}/echo/hello?_token=${context.upstash.token}`);
    expect(await response.json()).toEqual({ result: 'hello' });
  });

  test.each([
    ['/', '{'],
    ['/', ''],
    ['/', '{}'],
    ['/', '[]'],
    ['/', '"PING"'],
    ['/', '[["PING"]]'],
    ['/', '["SET","a",null]'],
    ['/', '["SET","a",{}]'],
    ['/pipeline', '["PING"]'],
    ['/pipeline', '[]'],
    ['/pipeline', '[[]]'],
    ['/multi-exec', 'null'],
    ['/multi-exec', '[["PING"],5]'],
    ['/get/%E0%A4%A', ''],
    ['/subscribe', ''],
  ])('a malformed request is answered with 400: %s %s', async (path, body) => {
    const response = await context.fetch(path, { method: 'POST', body });
    expect(response.status).toBe(400);
    expect((await response.json()).error).toStartWith('ERR failed to parse the request');
  });

  test.each([
    [['NONSENSE', 'x'], "ERR unknown command 'NONSENSE', with args beginning with: 'x' "],
    [['GET'], "ERR wrong number of arguments for 'get' command"],
    [['SET', 'a', 'b', 'SOMETIMES'], 'ERR syntax error'],
    [['EXPIRE', 'a', 'soon'], 'ERR value is not an integer or out of range'],
    [['MONITOR'], "ERR Command is not available: 'MONITOR'"],
    [['blpop', 'list', 0], "ERR Command is not available: 'BLPOP'"],
    [['constructor'], 'ERR unknown command'],
  ])('a bad command is answered with 400: %j', async (command, error) => {
    const response = await post('/', command);
    expect(response.status).toBe(400);
    expect((await response.json()).error).toStartWith(error);
  });

  test('the answer to a pipeline is 200, with errors at their positions', async () => {
    const response = await post('/pipeline', [
      ['SET', 'place', 'x'],
      ['INCR', 'place'],
      ['SHUTDOWN'],
      ['GET', 'place'],
    ]);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual([
      { result: 'OK' },
      { error: 'ERR value is not an integer or out of range' },
      { error: expect.stringContaining('not available') },
      { result: 'x' },
    ]);
  });

  test('the answer to a transaction has a runtime error at its position', async () => {
    const replies = await result(
      post('/multi-exec', [
        ['SET', 'place', 'x'],
        ['INCR', 'place'],
        ['GET', 'place'],
      ]),
    );
    expect(replies).toEqual([
      { result: 'OK' },
      { error: expect.stringContaining('integer') },
      { result: 'x' },
    ]);
  });

  test.each([[['GET']], [['NONSENSE']], [['WATCH', 'a']], [['EXEC']]])(
    'a transaction with %j is completely discarded with 400',
    async (bad) => {
      await post('/', ['SET', 'whole', 'before']);
      const response = await post('/multi-exec', [['SET', 'whole', 'after'], bad]);
      expect(response.status).toBe(400);
      expect((await response.json()).error).toStartWith('EXECABORT Transaction discarded because of');
      expect(await result(context.fetch('/get/whole'))).toEqual({ result: 'before' });
    },
  );

  test('strings are base64 on request, even nested ones, but numbers, nulls and errors are not', async () => {
    await post('/', ['HSET', 'encoded', '이름', '조각보']);
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const commands = [
      ['HGETALL', 'encoded'],
      ['EVAL', 'return {1, "a", {"b"}}', 0],
      ['GET', 'absent'],
      ['GET'],
    ];
    expect(await result(post('/pipeline', commands, ENCODED))).toEqual([
      { result: [base64('이름'), base64('조각보')] },
      { result: [1, base64('a'), [base64('b')]] },
      { result: null },
      { error: "ERR wrong number of arguments for 'get' command" },
    ]);
    expect(await result(post('/', ['HGETALL', 'encoded']))).toEqual({ result: ['이름', '조각보'] });
  });

  test('a client that does not ask for base64 works too', async () => {
    const redis = context.client({ responseEncoding: false });
    await redis.set('plain', { 이름: '🧩' });
    expect(await redis.get<object>('plain')).toEqual({ 이름: '🧩' });
  });

  test('a command may be in the path, with the body as last argument and the query after it', async () => {
    expect(await result(context.fetch('/set/path/%EC%A1%B0%EA%B0%81%2F1?EX=100'))).toEqual({ result: 'OK' });
    expect(await result(context.fetch('/get/path'))).toEqual({ result: '조각/1' });
    expect(await result(context.fetch('/ttl/path'))).toEqual({ result: 100 });
    const body = '{"a": [1, "둘"]}';
    expect(await result(context.fetch('/set/path?px=5000&NX', { method: 'POST', body }))).toEqual({
      result: null,
    });
    expect(await result(context.fetch('/set/path', { method: 'POST', body }))).toEqual({ result: 'OK' });
    expect(await result(context.fetch('/get/path'))).toEqual({ result: body });
  });

  test('numbers arrive unchanged, even beyond the precision of doubles', async () => {
    const body = '["SET", "number", 9007199254740993]';
    await context.fetch('/', { method: 'POST', body });
    await post('/', ['SET', 'boolean', true]);
    expect(await result(post('/', ['MGET', 'number', 'boolean']))).toEqual({
      result: ['9007199254740993', 'true'],
    });
  });

  test('every answer has a sync token', async () => {
    expect((await post('/', ['PING'])).headers.get('upstash-sync-token')).toBeTruthy();
  });

  test('a body over 1 MiB is refused with 413, and a slightly smaller one is accepted', async () => {
    const response = await post('/', ['SET', 'large', 'x'.repeat(1024 * 1024)]);
    expect(response.status).toBe(413);
    expect((await response.json()).error).toContain('max request size exceeded');
    const streamed = new Blob(['["SET","large","', 'x'.repeat(1024 * 1024), '"]']).stream();
    expect((await context.fetch('/', { method: 'POST', body: streamed })).status).toBe(413);
    expect((await post('/', ['SET', 'large', 'x'.repeat(1000 * 1024)])).status).toBe(200);
    expect(await result(post('/', ['STRLEN', 'large']))).toEqual({ result: 1000 * 1024 });
  });

  test('methods other than GET, POST, PUT and HEAD are refused with 405', async () => {
    expect((await context.fetch('/get/a', { method: 'DELETE' })).status).toBe(405);
  });

  test('an event stream confirms each channel and contains messages', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const stream = await context.fetch('/subscribe/one/two', { signal });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const readUntil = async (end: string) => {
      while (!text.endsWith(end)) text += (await reader?.read())?.value;
      return text;
    };
    expect(await readUntil('two,2\n\n')).toBe('data: subscribe,one,1\n\ndata: subscribe,two,2\n\n');
    text = '';
    await post('/', ['PUBLISH', 'two', '둘']);
    expect(await readUntil('\n\n')).toBe('data: message,two,둘\n\n');
    controller.abort();
    while ((await result(post('/', ['PUBLISH', 'two', 'x']))).result > 0);
  });

  test('the answer to any command is 200 or 400, and the endpoint goes on', async () => {
    const names: string[] = (await result(post('/', ['COMMAND', 'LIST']))).result;
    const word = fc.oneof(
      fc.constantFrom(
        'k',
        'h',
        'z',
        'l',
        's',
        '0',
        '1',
        '-1',
        'EX',
        'NX',
        'GET',
        'WITHSCORES',
        'valueOf',
        '',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }).filter((text) => !/\d{5}/.test(text)),
    );
    const command = fc
      .tuple(
        fc.constantFrom(...names.filter((name) => !name.includes('|'))),
        fc.array(word, { maxLength: 5 }),
      )
      .map(([name, args]) => [name, ...args]);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('/', '/pipeline', '/multi-exec'),
        fc.array(command),
        fc.json(),
        async (...it) => {
          const [path, commands, json] = it;
          for (const body of [JSON.stringify(path === '/' ? commands[0] : commands), json]) {
            const response = await context.fetch(path, { method: 'POST', body: body ?? '' });
            const text = await response.text();
            expect([200, 400], `${path} ${body} ${text}`).toContain(response.status);
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(await result(post('/', ['PING']))).toEqual({ result: 'PONG' });
  });
});
