import { findNode } from './find-node.ts';

/**
 * Starts a peer with its fragment servers in one process of Node. Like workerd, it has one thread for everything.
 *
 * @param name folder in `peers/`
 */
export async function startPeer(name: 'podium' | 'tailor') {
  const script = `${import.meta.dir}/../peers/${name}/server.ts`;
  const child = Bun.spawn([findNode(), script], {
    env: { ...process.env, NODE_ENV: 'production', NODE_NO_WARNINGS: '1' },
    stdin: 'pipe',
    stdout: 'pipe',
    stderr: 'inherit',
  });
  const decoder = new TextDecoder();
  let announced = '';
  for await (const chunk of child.stdout) {
    announced += decoder.decode(chunk, { stream: true });
    if (announced.endsWith('\n')) break;
  }
  if (!announced) throw new Error(`${script} ended before it listened`);
  return {
    url: `${announced.trim()}/`,
    pid: child.pid,
    async close() {
      child.kill();
      await child.exited;
    },
  };
}
