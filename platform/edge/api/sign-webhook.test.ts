import { expect, test } from 'bun:test';
import { signWebhook, toWebhookKey } from './sign-webhook.ts';

/** The message of the tests in https://github.com/standard-webhooks/standard-webhooks. */
const message = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  time: 1_614_265_330_999,
  body: '{"test": 2432232314}',
};
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

test('a message has the signature of the test vector of Standard Webhooks', async () =>
  expect(await signWebhook(message, toWebhookKey(secret))).toEqual({
    'webhook-id': message.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  }));

test.each([
  ['id', { ...message, id: 'msg_other' }],
  ['time', { ...message, time: message.time + 1_000 }],
  ['body', { ...message, body: '{"test": 2432232315}' }],
])('another %s has another signature', async (_, other) => {
  const sign = async (each: typeof message) =>
    (await signWebhook(each, toWebhookKey(secret)))['webhook-signature'];
  expect(await sign(other)).not.toBe(await sign(message));
});

test('a secret without the prefix is used as it is, and base64 is checked', () => {
  expect(toWebhookKey('비밀')).toEqual(new TextEncoder().encode('비밀'));
  expect(toWebhookKey('whsec_AAEC')).toEqual(new Uint8Array([0, 1, 2]));
  expect(() => toWebhookKey('whsec_no base64!')).toThrow(SyntaxError);
});
