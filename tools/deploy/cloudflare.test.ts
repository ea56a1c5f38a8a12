import { afterAll, expect, test } from 'bun:test';
import * as v from 'valibot';
import { createCloudflare } from './cloudflare.ts';

let answers: Response[] = [];
const server = Bun.serve({
  port: 0,
  fetch: () => answers.shift() ?? Response.json({ success: true, result: 'done' }),
});
afterAll(() => server.stop(true));

const waits: number[] = [];
const cloudflare = createCloudflare({
  ...{ api: server.url.origin, accountId: 'a1', token: 't' },
  wait: async (milliseconds) => void waits.push(milliseconds),
});
const refusal = (status: number, code: number, message: string) =>
  Response.json({ success: false, errors: [{ code, message }], result: null }, { status });
const create = () => cloudflare.post('/queues', { queue_name: 'q' }, v.string());

test.each<[string, Response, string]>([
  [
    'a name that is taken',
    refusal(409, 11_009, "Queue name 'q' is already taken."),
    "Cloudflare refuses POST /queues: Queue name 'q' is already taken. (code 11009)",
  ],
  [
    'a quota that is reached',
    refusal(403, 10_023, 'limit reached'),
    'Cloudflare refuses POST /queues: limit reached (code 10023)',
  ],
  [
    'a missing permission',
    refusal(403, 9_109, 'Unauthorized'),
    'or lacks a permission (POST /queues: Unauthorized)',
  ],
  [
    'a wrong token',
    refusal(401, 10_000, 'Authentication error'),
    'Cloudflare does not accept the API token.',
  ],
  [
    'an answer that is no JSON',
    new Response('<html>', { status: 404 }),
    "Cloudflare's API answers 404 without an explanation",
  ],
])('the API’s refusal of %s is a sentence, and is not repeated', async (_, answer, sentence) => {
  answers = [answer];
  waits.length = 0;
  await expect(create()).rejects.toThrow(sentence);
  expect(waits).toEqual([]);
});

test('a request to an API that is busy or away is repeated', async () => {
  waits.length = 0;
  answers = [refusal(429, 971, 'too many'), refusal(503, 10_013, 'away')];
  expect(await create()).toBe('done');
  expect(waits).toEqual([500, 2_000]);
  answers = [1, 2, 3].map(() => refusal(503, 10_013, 'away'));
  await expect(create()).rejects.toThrow('away');
});

test('something that does not exist is undefined', async () => {
  answers = [refusal(404, 7_404, 'not found')];
  expect(await cloudflare.find('/d1/database/x', v.string())).toBeUndefined();
});
