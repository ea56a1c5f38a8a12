type Programs = { shop: { url: string }; monolith: { url: string }; folder: string };

/** Runs the commands about the data of the monolith as processes, with the addresses and keys of a test. */
export function createRunner({ shop, monolith, folder }: Programs) {
  function start(args: string[], command = 'migrate') {
    const programs = {
      ...{ '--url': shop.url, '--token': 'secret', '--legacy': monolith.url, '--key': 'key' },
      '--state': folder,
    };
    // A later option counts, so a test may replace one of them.
    const all = [...Object.entries(programs).flat(), ...args];
    return Bun.spawn([process.execPath, `tools/${command}.ts`, ...all], {
      ...{ cwd: `${import.meta.dir}/../..`, stdout: 'pipe', stderr: 'pipe' },
    });
  }

  async function run(args: string[], command?: string) {
    const child = start(args, command);
    const [out, error, code] = await Promise.all([
      new Response(child.stdout).text(),
      new Response(child.stderr).text(),
      child.exited,
    ]);
    return { code, out, error };
  }

  return { start, run };
}

/** Reads what a command prints with --json. */
export const readJson = (out: string) =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
