import createScript from './create-session.lua';
import readScript from './read-session.lua';

/** The calls of Redis that sessions take. */
export type RedisClient = {
  eval(script: string, keys: string[], args: (string | number)[]): Promise<unknown>;
  del(key: string): Promise<unknown>;
  incr(key: string): Promise<unknown>;
  pexpire(key: string, milliseconds: number): Promise<unknown>;
};

export type SessionStore = ReturnType<typeof createSessionStore>;

/** Milliseconds without a request after which a session ends, and after which it ends whatever happens. */
export const idle = 30 * 60 * 1_000;
export const lifetime = 14 * 24 * 60 * 60 * 1_000;

/**
 * Sessions in Redis, kept under the hash of their id, so that who reads the store cannot take one over. A member's sessions belong
 * to the member's generation: the next one ends them all at once.
 *
 * @param now the clock, in epoch milliseconds
 */
export function createSessionStore(redis: RedisClient, now: () => number) {
  return {
    /** @returns the new session's id: 256 random bits, never one that a client named */
    async create(member: string): Promise<string> {
      const id = crypto
        .getRandomValues(new Uint8Array(32))
        .toBase64({ alphabet: 'base64url', omitPadding: true });
      const keys = [await toKey(id), toGeneration(member)];
      await redis.eval(createScript, keys, [member, now(), idle, lifetime]);
      return id;
    },

    /** Whose session it is. Each reading keeps it from ending for want of use, unless it only watches. */
    async read(id: string, { watch = false } = {}): Promise<string | undefined> {
      const args = [now(), idle, lifetime, generations, watch ? 1 : 0];
      const found = await redis.eval(readScript, [await toKey(id)], args);
      return found ? String(found) : undefined;
    },

    async remove(id: string): Promise<void> {
      await redis.del(await toKey(id));
    },

    /** Ends all sessions that a member has. */
    async removeAll(member: string): Promise<void> {
      await redis.incr(toGeneration(member));
      await redis.pexpire(toGeneration(member), lifetime);
    },
  };
}

const generations = 'member:generation:';

function toGeneration(member: string): string {
  return `${generations}${member}`;
}

async function toKey(id: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(id));
  return `member:session:${new Uint8Array(hash).toHex()}`;
}
