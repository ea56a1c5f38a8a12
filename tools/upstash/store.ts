import type RedisMock from 'ioredis-mock';

/** The in-memory store behind the embedded engine. */
export type Store = InstanceType<typeof RedisMock>;
