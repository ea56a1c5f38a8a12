import { headers } from '@jogakbo/contracts/fragment';
import { Session } from '@jogakbo/contracts/identity';
import * as v from 'valibot';
import '../../tests/mock-workers.helper.ts';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import { createUpstash } from '../../tools/upstash/create-upstash.ts';
import { MailList, Opened, paths } from './contract.ts';
import { addMemberKey } from './keys.ts';

const { default: worker, PasswordHasher } = await import('./worker.ts');

const { settings, tokenFor, keys } = await createTestIdentity(['member-service']);

export const hong = {
  ...{ name: '홍길동', email: 'Hong@Example.com', password: '칼국수 먹는 화요일', language: 'ko' },
};

/** Makes services that share a Redis of this test file. */
export async function openServices() {
  const upstash = await createUpstash({ engine: 'auto', token: 'test' });
  return {
    createService: (variables: Record<string, string> = {}) => createService(upstash, variables),
    close: () => upstash.close(),
  };
}

/** The service in one process, its hashing objects included. */
function createService(upstash: { url: string; token: string }, variables: Record<string, string>) {
  const database = createSqliteDatabase(`${import.meta.dir}/migrations`);
  const queued: unknown[] = [];
  const published: { type: string; data: object }[] = [];
  const work: Promise<unknown>[] = [];
  const env = {
    ...settings,
    LOG_LEVEL: 'off',
    DB: database,
    WEBHOOKS: {
      sendBatch: async (messages: { body: unknown }[]) =>
        void queued.push(...messages.map(({ body }) => body)),
    },
    EVENTS: {
      fetch: async (request: Request) => {
        published.push(...((await request.json()) as { events: typeof published }).events);
        return Response.json({}, { status: 202 });
      },
    },
    IDENTITY_KEY: keys.own['member-service'] as string,
    MEMBER_KEYS: addMemberKey('test'),
    PASSWORD_COST: '4',
    UPSTASH_REDIS_REST_URL: upstash.url,
    UPSTASH_REDIS_REST_TOKEN: upstash.token,
    REDIS_TIMEOUT: '5000',
    SIGN_UPS_BY_ADDRESS: '1000',
    SIGN_UPS_BY_ACCOUNT: '1000',
    PASSWORD_HASHERS: '1',
    ORIGIN: 'https://shop.example',
    PROVIDER: 'local',
    ...variables,
  };
  const hasher = new PasswordHasher({} as never, env);
  /** `together`: how many passwords must have come before the object sees the first of them. */
  const switches = { hasher: true, together: 1 };
  let hashed = 0;
  const gathered = Promise.withResolvers<void>();
  const PASSWORD_HASHER = {
    getByName: () => {
      if (!switches.hasher) throw new Error('The object is out of reach.');
      hashed++;
      if (switches.together === 1) return hasher;
      if (hashed >= switches.together) gathered.resolve();
      return {
        derive: async (...job: Parameters<typeof hasher.derive>) => {
          await gathered.promise;
          return hasher.derive(...job);
        },
      };
    },
  };
  const address = `test-${crypto.randomUUID()}`;

  async function ask(
    method: string,
    path: string,
    body?: unknown,
    { member, ...sent }: { member?: string } & Record<string, string> = {},
  ) {
    const token = member && (await tokenFor({ member, audience: ['member'] }));
    const request = new Request(`http://worker${path}`, {
      method,
      headers: {
        [headers.address]: address,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token ? { [headers.identity]: token } : {}),
        ...sent,
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const context = {
      waitUntil: (promise: Promise<unknown>) => work.push(promise),
      passThroughOnException() {},
    };
    return worker.fetch(request, { ...env, PASSWORD_HASHER } as never, context as never);
  }

  async function signUp(member: object = {}) {
    const response = await ask('POST', paths.members, { ...hong, ...member });
    if (response.status !== 201) throw new Error(`signing up: ${response.status}`);
    return v.parse(Opened, await response.json());
  }
  const logIn = (password: string, sent = {}) =>
    ask('POST', paths.sessions, { email: hong.email, password }, sent);
  const whose = async (session: string) => {
    const response = await ask('GET', paths.session, undefined, { [headers.session]: session });
    return response.ok ? v.parse(Session, await response.json()).member : response.status;
  };
  const settled = () => Promise.all(work);
  /** The mails so far, the latest first. */
  const mails = async () => {
    await settled();
    return v.parse(MailList, await (await ask('GET', paths.mails)).json()).mails;
  };
  return {
    ask,
    signUp,
    logIn,
    whose,
    published,
    queued,
    env,
    database,
    switches,
    address,
    mails,
    settled,
    hashes: () => hashed,
    queue: (batch: object) => worker.queue(batch as never, env as never),
    scheduled: () => worker.scheduled({ cron: '* * * * *' }, env as never),
  };
}
