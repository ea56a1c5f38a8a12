import { expect, test } from 'bun:test';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { addMemberKey, openMemberKeys } from './keys.ts';
import { createMailStore } from './mail-store.ts';
import { sendMails } from './send-mails.ts';

const settings = {
  MAIL_URL: 'https://mail.example/send',
  MAIL_TOKEN: 'secret',
  MAIL_FROM: 'shop@example.com',
};
const mail = { to: 'hong@example.com', subject: '제목', text: 'https://shop.example/confirm?token=x' };

async function open() {
  const database = createSqliteDatabase(`${import.meta.dir}/migrations`);
  let time = 1_000;
  const store = createMailStore(database, await openMemberKeys(addMemberKey('test')), () => time);
  await database.batch([await store.toStatement(mail, 'account')]);
  const sent: Request[] = [];
  const send = (status: number) =>
    sendMails(store, settings, async (request) => {
      sent.push(request);
      return new Response(null, { status });
    });
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  return { store, sent, send, pass };
}

test('a mail is posted once, as JSON with its sender, and then removed', async () => {
  const { store, sent, send } = await open();
  await Promise.all([send(202), send(202)]);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.headers.get('authorization')).toBe('Bearer secret');
  expect(await sent[0]?.json()).toEqual({ from: 'shop@example.com', ...mail });
  expect(await store.list()).toEqual([]);
});

test('a mail that the provider does not take is tried again a minute later, with the same key', async () => {
  const { store, sent, send, pass } = await open();
  await send(500);
  await send(200);
  expect(sent).toHaveLength(1);
  pass(60_000);
  await send(200);
  expect(sent).toHaveLength(2);
  const keys = sent.map((request) => request.headers.get('idempotency-key'));
  expect(keys[0]).toBe(keys[1] as string);
  expect(await store.list()).toEqual([]);
});

test('a mail that is a day old is removed', async () => {
  const { store, send, pass } = await open();
  await send(500);
  pass(24 * 60 * 60 * 1_000);
  await store.removeOld();
  expect(await store.list()).toEqual([]);
});
