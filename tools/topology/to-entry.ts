import { relative } from 'node:path';
import { root, tiersOf, type Worker } from '../workers.ts';
import type { Part } from './config.ts';
import { type JoinedConfig, toEntrypoint } from './to-config.ts';

/**
 * Returns the entry module of a joined worker. It imports the sources of the tiers, so that shared modules are bundled once. A class that
 * a tier does not export fails the build.
 */
export function toEntry(worker: Worker, { parts }: JoinedConfig): string {
  const tiers = tiersOf(worker).map((tier) => ({
    ...{ tier, variable: toVariable(tier.name), part: parts[tier.name] as Part },
    from: toPath(worker, `${tier.directory}/worker.ts`),
  }));
  const entrypoints = tiers.slice(1).map(({ tier }) => [toEntrypoint(worker, tier), tier.name]);
  return [
    '// Written by the build from the wrangler.toml files of the tiers.',
    "import { waitUntil } from 'cloudflare:workers';",
    `import { joinTiers } from ${toPath(worker, `${root}/platform/edge/tiers/join-tiers.ts`)};`,
    ...tiers.map(({ variable, part: { classes }, from }) =>
      [
        `import ${variable}`,
        ...(classes.length > 0
          ? [`{ ${classes.map((name) => `${name} as ${toImported(variable, name)}`).join(', ')} }`]
          : []),
      ]
        .join(', ')
        .concat(` from ${from};`),
    ),
    '',
    'const { tiers, worker, viewOf } = joinTiers({',
    ...tiers.map(({ tier, variable, part: { classes: _, ...part } }) => {
      const settings = Object.entries(part).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
      return `  '${tier.name}': { tier: ${variable}, ${settings.join(', ')} },`;
    }),
    '}, waitUntil);',
    'export default worker;',
    ...entrypoints.map(([entrypoint, name]) => `export const ${entrypoint} = tiers['${name}'];`),
    ...tiers.flatMap(({ tier, variable, part: { classes } }) =>
      classes.map(
        (name) => `export class ${name} extends ${toImported(variable, name)} {
  constructor(context, env) { super(context, viewOf('${tier.name}', env)); }
}`,
      ),
    ),
    '',
  ].join('\n');
}

function toVariable(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function toImported(variable: string, name: string): string {
  return `${variable}${name}`;
}

function toPath(worker: Worker, file: string): string {
  return JSON.stringify(relative(worker.directory, file));
}
