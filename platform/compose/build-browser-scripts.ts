/** The two scripts of the browser, as text. `loader` is inlined in every page and imports `host` at the first interaction. */
export type BrowserScripts = { loader: string; host: string; version: string };

/** Builds the scripts of `platform/browser`. It also runs as a macro, so a bundle of this package has the finished texts. */
export function buildBrowserScripts(): BrowserScripts {
  const host = build('host');
  return { loader: build('loader'), host, version: Bun.hash(host).toString(36) };
}

const define = {
  'process.env.NODE_ENV': '"production"',
  ENV_TARGET: '"web"',
  FEDERATION_BUILD_IDENTIFIER: '"compose"',
  FEDERATION_IPV6: 'false',
};

function build(name: string): string {
  const file = Bun.resolveSync(`@jogakbo/browser/${name}`, import.meta.dir);
  const defined = Object.entries(define).map(([key, value]) => `--define=${key}=${value}`);
  const command = ['build', file, '--minify', '--target=browser', '--external=@jogakbo/host', ...defined];
  const { stdout, stderr, success } = Bun.spawnSync([process.execPath, ...command]);
  if (!success) throw new Error(`the browser's ${name} cannot be built: ${stderr}`);
  return stdout.toString().trim();
}
