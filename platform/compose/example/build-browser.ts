const define = {
  'process.env.NODE_ENV': '"production"',
  ENV_TARGET: '"web"',
  FEDERATION_BUILD_IDENTIFIER: '"example"',
  FEDERATION_IPV6: 'false',
};

/**
 * Builds the two scripts of the browser. `loader` is inlined in every page. `host` is a file, which the loader imports by the name
 * `@jogakbo/host` at the first interaction with an island.
 */
export async function buildBrowser(): Promise<{ loader: string; host: string }> {
  const [loader, host] = await Promise.all([build('loader'), build('host')]);
  return { loader, host };
}

async function build(name: 'loader' | 'host'): Promise<string> {
  const { outputs } = await Bun.build({
    ...{ entrypoints: [Bun.resolveSync(`@jogakbo/browser/${name}`, import.meta.dir)], define },
    ...{ target: 'browser', format: 'esm', minify: true, external: ['@jogakbo/host'] },
  });
  const [output] = outputs;
  return (await (output as Blob).text()).trim();
}
