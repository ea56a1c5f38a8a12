import { Redis } from 'ioredis';
import { createScriptAliases } from './create-script-aliases.ts';
import type { Engine, Reply, ReplyError, Subscription } from './engine.ts';
import { type RedisServer, startRedisServer } from './start-redis-server.ts';

type EngineOptions = {
  /** The folder that keeps the data between runs; without it, the data is in memory. */
  dataDirectory?: string;
  /** Receives a message for the terminal when the server died and when it is back. */
  onNotice?: ((notice: string) => void) | undefined;
};

/**
 * Creates an engine on a `redis-server` of its own, which it starts and ends. It restarts a server that dies. Commands fail until
 * the server is back.
 *
 * @throws when `redis-server` cannot be started
 */
export async function createRedisEngine(options: EngineOptions): Promise<Engine> {
  const { dataDirectory, onNotice = () => {} } = options;
  const aliases = createScriptAliases();
  let closed = false;
  let { server, redis } = await open(dataDirectory);
  void revive();

  /** Waits for the server's end and starts the next one. The pause grows with each failed start. */
  async function revive(): Promise<void> {
    const reason = await server.failed.catch((error: Error) => error.message);
    if (closed) return;
    onNotice(`${reason}. It is started again.`);
    for (let delay = 100; !closed; delay = Math.min(2 * delay, 10_000)) {
      // The old client ends by itself and rejects its waiting commands. Disconnecting it earlier would leave them waiting for ever.
      await server.stop();
      try {
        ({ server, redis } = await open(dataDirectory));
        if (closed) return void (await end());
        onNotice(
          dataDirectory ? 'redis-server is back.' : 'redis-server is back, empty: it keeps nothing on disk.',
        );
        return void revive();
      } catch (error) {
        onNotice(`${(error as Error).message}. The next attempt follows in ${delay} ms.`);
        await Bun.sleep(delay);
      }
    }
  }

  async function end(): Promise<void> {
    redis.disconnect();
    await server.stop();
  }

  async function send(args: string[]): Promise<Reply> {
    const [name = '', ...rest] = aliases.rewrite(args);
    // With upper case, ioredis does not recognize the command, so it does not change the reply.
    const reply = await redis.callBuffer(name.toUpperCase(), ...rest).then(toReply, toReplyError);
    return aliases.restore(args, reply);
  }

  return {
    name: 'redis',
    version: await readVersion(redis),
    get pid() {
      return server.pid;
    },
    command: send,
    async transaction(commands) {
      // One write to the one connection, so no other command can come between MULTI and EXEC.
      const replies = await Promise.all([['MULTI'], ...commands, ['EXEC']].map(send));
      return replies.at(-1) as Reply[] | ReplyError;
    },
    subscribe: (subscription) => subscribe(redis.duplicate(), subscription),
    async close() {
      closed = true;
      await end();
    },
  };
}

async function open(dataDirectory: string | undefined): Promise<{ server: RedisServer; redis: Redis }> {
  const server = await startRedisServer(dataDirectory);
  const redis = connect(server);
  try {
    await Promise.race([redis.ping(), server.failed]);
    return { server, redis };
  } catch (error) {
    redis.disconnect();
    await server.stop();
    throw error;
  }
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
