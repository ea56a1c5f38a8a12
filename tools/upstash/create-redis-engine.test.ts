import { expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../tests/until.helper.ts';
import { createRedisEngine } from './create-redis-engine.ts';

const redisServer = Bun.which('redis-server');

test.skipIf(!redisServer)(
  'a redis-server that dies is started again with its data, and a notice says so',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jogakbo-redis-'));
    const notices: string[] = [];
    const engine = await createRedisEngine({
      dataDirectory: folder,
      onNotice: (notice) => notices.push(notice),
    });
    try {
      await engine.command(['SET', 'cart', '3']);
      for (let deaths = 1; deaths <= 2; deaths++) {
        process.kill(engine.pid as number, 'SIGKILL');
        await until(
          'the next server',
          () => notices.filter((notice) => notice.includes('is back')).length === deaths,
        );
        expect(String(await engine.command(['GET', 'cart']))).toBe('3');
      }
      expect(notices[0]).toContain('redis-server was ended by SIGKILL');
      expect(notices[0]).toContain('It is started again.');
    } finally {
      await engine.close();
      await rm(folder, { recursive: true });
    }
    expect(notices).toHaveLength(4);
  },
);
