import { Redis } from 'ioredis';
import { createScriptAliases } from './create-script-aliases.ts';
import type { Engine, Reply, ReplyError, Subscription } from './engine.ts';
import { startRedisServer } from './start-redis-server.ts';

/**
 * An engine on a `redis-server` of its own, which it starts and ends.
 *
 * @param options.dataDirectory keeps the data between runs; without it they live in memory
 * @throws when `redis-server` cannot be started
 */
export async function createRedisEngine(options: { dataDirectory?: string }): Promise<Engine> {
  const server = await startRedisServer(options.dataDirectory);
  const redis = connect(server);
  const aliases = createScriptAliases();
  try {
    await Promise.race([redis.ping(), server.failed]);
  } catch (error) {
    redis.disconnect();
    await server.stop();
    throw error;
  }

  async function send(args: string[]): Promise<Reply> {
    const [name = '', ...rest] = aliases.rewrite(args);
    // Upper case keeps ioredis from recognising the command and reshaping its reply.
    const reply = await redis.callBuffer(name.toUpperCase(), ...rest).then(toReply, toReplyError);
    return aliases.restore(args, reply);
  }

  return {
    name: 'redis',
    version: await readVersion(redis),
    command: send,
    async transaction(commands) {
      // Written in one go to the one connection, so nothing can come between MULTI and EXEC.
      const replies = await Promise.all([['MULTI'], ...commands, ['EXEC']].map(send));
      return replies.at(-1) as Reply[] | ReplyError;
    },
    subscribe: (subscription) => subscribe(redis.duplicate(), subscription),
    async close() {
      redis.disconnect();
      await server.stop();
    },
  };
}

function connect(server: { socketPath: string; isRunning(): boolean }): Redis {
  const redis = new Redis({
    path: server.socketPath,
    // The socket appears a moment after the process starts. Once the process is gone, commands fail at once.
    retryStrategy: () => (server.isRunning() ? 10 : null),
    maxRetriesPerRequest: null,
    autoResendUnfulfilledCommands: false,
  });
  redis.on('error', () => {});
  return redis;
}

async function readVersion(redis: Redis): Promise<string> {
  const information = await redis.info('server');
  return /redis_version:(\S+)/.exec(information)?.[1] ?? 'unknown';
}

async function subscribe(connection: Redis, { kind, channels, onMessage }: Subscription) {
  connection.on('error', () => {});
  connection.on('message', (channel: string, message: string) => onMessage(message, channel));
  connection.on('pmessage', (pattern: string, channel: string, message: string) =>
    onMessage(message, channel, pattern),
  );
  await connection[kind](...channels);
  return () => connection.disconnect();
}

function toReply(value: unknown): Reply {
  if (Array.isArray(value)) return value.map(toReply);
  return value instanceof Error ? { error: value.message } : (value as Reply);
}

function toReplyError(reason: unknown): ReplyError {
  if (reason instanceof Error && reason.name === 'ReplyError') return { error: reason.message };
  throw reason;
}
