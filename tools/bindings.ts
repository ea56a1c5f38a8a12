import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { gateway, listWorkers, root, toServiceName } from './workers.ts';

/** The files that hold the bindings of the shell and of the gateway, between {@link begin} and {@link end}. */
const file = `${root}/wrangler.toml`;
const gatewayFile = gateway.config;
const begin = '# Bindings to the slices: written by `bun tools/bindings.ts`, do not edit.\n';
const end = '# End of bindings.\n';

if (import.meta.main) {
  const wrote = await writeShellBindings();
  console.log(wrote ? 'Wrote the bindings of the shell and of the gateway.' : 'The bindings are up to date.');
}

/**
 * Binds the shell to every frontend and every BFF that has a folder, and the gateway to every service.
 *
 * @returns whether a `wrangler.toml` changed
 */
export async function writeShellBindings(): Promise<boolean> {
  const changed = [
    await rewrite(file, withShellBindings),
    existsSync(gatewayFile) && (await rewrite(gatewayFile, withGatewayBindings)),
  ];
  return changed.includes(true);
}

async function rewrite(path: string, change: (text: string) => Promise<string>): Promise<boolean> {
  const text = readFileSync(path, 'utf8');
  const expected = await change(text);
  if (text === expected) return false;
  writeFileSync(path, expected);
  return true;
}

/** Returns the text of the gateway's `wrangler.toml` with a binding for each service. */
export async function withGatewayBindings(text: string): Promise<string> {
  const services = (await listWorkers()).filter(({ kind }) => kind === 'service');
  return replaceBindings(
    text,
    services.map(({ slice, name }) => ({ binding: slice, name })),
  );
}

/** Returns the text of the shell's `wrangler.toml` with a binding for each folder. */
export async function withShellBindings(text: string): Promise<string> {
  const faces = (await listWorkers()).filter(({ kind }) => kind === 'frontend' || kind === 'bff');
  faces.sort((a, b) => (a.slice === b.slice ? 0 : a.slice < b.slice ? -1 : 1));
  return replaceBindings(
    text,
    faces.map(({ slice, kind, name }) => ({ binding: `${slice}_${kind}`, name })),
  );
}

function replaceBindings(text: string, bindings: { binding: string; name: string }[]): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error('A wrangler.toml has no markers for the bindings.');
  const tables = bindings.map(
    ({ binding, name }) =>
      `[[services]]\nbinding = "${binding.toUpperCase()}"\nservice = "${toServiceName({ name })}"\n`,
  );
  return `${text.slice(0, from)}${begin}${tables.join('\n')}\n${text.slice(to)}`;
}
