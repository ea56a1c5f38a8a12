import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Contract } from '../contracts/contract.ts';
import { createReach } from './create-reach.ts';
import { slicePart } from './slice-part.ts';

/** One reason why a part of the shop depends on a slice. */
export type Link = {
  /** A slice, `shell`, or a package of the platform, such as `platform/cards`. */
  from: string;
  /** The slice that it needs. */
  to: string;
  /** The reason as a sentence. */
  why: string;
};

type Settings = { services?: { service: string }[] };

/**
 * Reads which slices depend on which: by their recorded contracts, by imports over any number of files, and by bindings.
 *
 * @param root the folder of the repository
 * @param records the contracts of the last releases
 */
export function readLinks(root: string, records: readonly Contract[]): Link[] {
  return [...readNeeds(records), ...readImportLinks(root), ...readBindings(root)].filter(
    ({ from, to }) => from !== to,
  );
}

function readNeeds(records: readonly Contract[]): Link[] {
  const toSlice = (worker: string) => worker.replace(/-(?:service|bff|frontend)$/, '');
  return records.flatMap(({ slice, needs }) => [
    ...needs.routes.map(({ of, method, path }) => ({
      ...{ from: slice, to: toSlice(of), why: `${slice} calls ${method} ${path} of ${of}` },
    })),
    ...needs.fragments.map(({ of, name }) => ({
      ...{ from: slice, to: toSlice(of), why: `${slice} shows the fragment ${toSlice(of)}/${name}` },
    })),
    ...needs.events.flatMap(({ type }) =>
      records
        .filter(({ offers }) => offers.events.some((event) => event.type === type))
        .map((source) => ({ from: slice, to: source.slice, why: `${slice} reads the event ${type}` })),
    ),
    ...needs.tags.flatMap(({ tag }) =>
      records
        .filter(({ offers }) => offers.tags.includes(tag))
        .map((owner) => ({ from: slice, to: owner.slice, why: `${slice} ends copies with the tag ${tag}` })),
    ),
  ]);
}

function readImportLinks(root: string): Link[] {
  const reach = createReach(root);
  const files = [...new Bun.Glob('{services,bff,frontends,shell,platform}/**/*.{ts,tsx}').scanSync(root)]
    .filter((file) => !/node_modules|\/dist\//.test(file))
    .sort();
  return files.flatMap((file) => {
    const from = slicePart(file);
    if (from === undefined) return [];
    return [...reach.all(file)].flatMap((target) => {
      const to = slicePart(target);
      if (to === undefined || to === 'shell' || to.startsWith('platform/')) return [];
      return [{ from, to, why: `${file} imports ${target}` }];
    });
  });
}

function readBindings(root: string): Link[] {
  const folders = ['services', 'bff', 'frontends'].flatMap((folder) =>
    existsSync(`${root}/${folder}`)
      ? readdirSync(`${root}/${folder}`).map((name) => `${folder}/${name}`)
      : [],
  );
  return ['', ...folders.map((folder) => `${folder}/`)].flatMap((folder) => {
    const file = `${folder}wrangler.toml`;
    if (!existsSync(`${root}/${file}`)) return [];
    const { services = [] } = Bun.TOML.parse(readFileSync(`${root}/${file}`, 'utf8')) as Settings;
    const from = folder === '' ? 'shell' : (folder.split('/')[1] as string);
    return services.flatMap(({ service }) => {
      const to = service.match(/^jogakbo-(.+)-(?:service|bff|frontend)$/)?.[1];
      return to ? [{ from, to, why: `${file} binds ${service}` }] : [];
    });
  });
}
