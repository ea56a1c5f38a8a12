import { findNode } from './find-node.ts';

/**
 * Starts a peer's fragment servers in one process of Node and its layout server in another, as they would be deployed.
 *
 * @param name folder in `peers/`
 */
export async function startPeer(name: 'podium' | 'tailor', fragmentServers: string) {
  const folder = `${import.meta.dir}/../peers/${name}`;
  const fragments = await startScript(`${folder}/${fragmentServers}`);
  try {
    const layout = await startScript(`${folder}/layout.ts`, JSON.stringify(fragments.urls));
    const close = async () => {
      await Promise.all([layout.close(), fragments.close()]);
    };
    return { url: `${layout.urls[0]}/`, close };
  } catch (error) {
    await fragments.close();
    throw error;
  }
}

async function startScript(script: string, ...parameters: string[]) {
  const child = Bun.spawn([findNode(), script, ...parameters], {
    env: { ...process.env, NODE_ENV: 'production', NODE_NO_WARNINGS: '1' },
    stdin: 'pipe',
    stdout: 'pipe',
    stderr: 'inherit',
  });
  const close = async () => {
    child.kill();
    await child.exited;
  };
  const decoder = new TextDecoder();
  let announced = '';
  for await (const chunk of child.stdout) {
    announced += decoder.decode(chunk, { stream: true });
    if (announced.includes('\n')) return { urls: JSON.parse(announced) as string[], close };
  }
  throw new Error(`${script} ended before it listened`);
}
