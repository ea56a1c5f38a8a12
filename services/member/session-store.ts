import createScript from './create-session.lua';
import readScript from './read-session.lua';
import { createSecret, toSecretHash } from './secret.ts';

/** The calls of Redis that sessions use. */
export type RedisClient = {
  eval(script: string, keys: string[], args: (string | number)[]): Promise<unknown>;
  del(key: string): Promise<unknown>;
  incr(key: string): Promise<unknown>;
  pexpire(key: string, milliseconds: number): Promise<unknown>;
  set(key: string, value: string, options: { px: number; nx?: true }): Promise<unknown>;
};

/** The member of a session. `name` is encrypted; it is missing if none is kept. */
export type Found = { member: string; name: string | undefined };

export type SessionStore = ReturnType<typeof createSessionStore>;

/** Milliseconds without a request after which a session ends. */
export const idleTimeoutMs = 30 * 60 * 1_000;
/** Milliseconds for which the encrypted name of a member is kept beside the sessions. */
export const nameLifetimeMs = 10 * 60 * 1_000;
/** Milliseconds after which a session ends in any case. */
export const sessionLifetimeMs = 14 * 24 * 60 * 60 * 1_000;

/**
 * Stores sessions in Redis under the hash of their id, so a person who can read the store cannot take a session over. A member's
 * sessions belong to the member's generation; the next generation ends all of them.
 *
 * @param now gives epoch milliseconds
 */
export function createSessionStore(redis: RedisClient, now: () => number) {
  return {
    /** Opens a session. @returns its id: 256 random bits, never an id that a client sent */
    async create(member: string): Promise<string> {
      const id = createSecret();
      const keys = [await toKey(id), toGeneration(member)];
      await redis.eval(createScript, keys, [member, now(), idleTimeoutMs, sessionLifetimeMs]);
      return id;
    },

    /** Reads the member of a session, and prolongs the session. @param options with `watch`, it is not prolonged */
    async read(id: string, { watch = false } = {}): Promise<Found | undefined> {
      const args = [now(), idleTimeoutMs, sessionLifetimeMs, generations, names, watch ? 1 : 0];
      const found = await redis.eval(readScript, [await toKey(id)], args);
      if (!Array.isArray(found)) return undefined;
      const [member, name] = found.map(String);
      return { member: member as string, name: name || undefined };
    },

    /**
     * Keeps the name of a member, so that reading a session brings it, too.
     *
     * @param name encrypted
     * @param options with `changed` it replaces a kept name. Without it a kept name stays, as it may be newer than the one that was read
     */
    async keepName(member: string, name: string, { changed = false } = {}): Promise<void> {
      await redis.set(names + member, name, { px: nameLifetimeMs, ...(changed ? {} : { nx: true }) });
    },

    async remove(id: string): Promise<void> {
      await redis.del(await toKey(id));
    },

    /** Ends all sessions of a member, and forgets the name. */
    async removeAll(member: string): Promise<void> {
      // They start at once, so that the client sends them in this order as one pipeline.
      await Promise.all([
        redis.incr(toGeneration(member)),
        redis.pexpire(toGeneration(member), sessionLifetimeMs),
        redis.del(names + member),
      ]);
    },
  };
}

const generations = 'member:generation:';
const names = 'member:name:';

function toGeneration(member: string): string {
  return `${generations}${member}`;
}

async function toKey(id: string): Promise<string> {
  return `member:session:${await toSecretHash(id)}`;
}
