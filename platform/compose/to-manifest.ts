import type { FragmentDeclaration, Manifest } from '@jogakbo/contracts/fragment';
import type { ManifestInput } from '@jogakbo/contracts/manifest';

/** Fills in what a valid manifest leaves out, with the defaults of the schema in `contracts/manifest.ts`. */
export function toManifest({ fragments, stylesheet, remote, ...given }: ManifestInput): Manifest {
  const declared = Object.entries(fragments).map(([name, declaration]) => [name, toDeclaration(declaration)]);
  return {
    ...given,
    fragments: Object.fromEntries(declared),
    stylesheet: { content: stylesheet?.content ?? '', hash: stylesheet?.hash ?? '' },
    remote: remote ?? null,
  };
}

function toDeclaration(given: ManifestInput['fragments'][string]): FragmentDeclaration {
  const { params = [], personal = false, island = false, refreshOn = [] } = given;
  return { params, personal, island, refreshOn };
}
