import { compileWrangler } from '../../tests/compile-wrangler.helper.ts';

const cli = await compileWrangler();

/** Runs the real wrangler in a folder, with variables that lead it to a local Cloudflare. */
export async function runWrangler(
  cwd: string,
  variables: Record<string, string>,
  args: string[],
  input = '',
) {
  const child = startWrangler(cwd, variables, args, input);
  const [output, errors, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  return { code, output: output + errors };
}

/** Starts the real wrangler, for commands that go on until they are ended. */
export function startWrangler(cwd: string, variables: Record<string, string>, args: string[], input = '') {
  return Bun.spawn([process.execPath, cli, ...args], {
    ...{ cwd, stdin: Buffer.from(input), stdout: 'pipe', stderr: 'pipe' },
    env: { PATH: process.env.PATH ?? '', HOME: cwd, NO_COLOR: '1', ...variables },
  });
}
