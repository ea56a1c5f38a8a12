import { loadSources } from '../../contracts/load-sources.ts';
import { readApp } from '../../contracts/read-offers.ts';
import { fixtures } from '../../seed/fixtures.ts';
import { listWorkers } from '../../workers.ts';

/** A parameter of a fragment, as its control needs to know it. */
export type Parameter = {
  name: string;
  required: boolean;
  choices: string[];
  pattern: string | undefined;
  example: string;
};
/** A fragment with the parameters that it declares. */
export type PlayFragment = { slice: string; name: string; parameters: Parameter[] };

type Schema = { properties?: Record<string, Property>; required?: string[] };
type Property = { type?: string; enum?: unknown[]; const?: unknown; pattern?: string; default?: unknown };

/** Reads the fragments of slices and their parameters from the schemas in the sources. */
export async function readFragments(slices: readonly string[]): Promise<PlayFragment[]> {
  loadSources();
  const tiers = (await listWorkers()).filter(
    ({ kind, slice }) => kind === 'frontend' && slices.includes(slice),
  );
  const apps = await Promise.all(
    tiers.map(async (tier) => ({ slice: tier.slice, ...(await readApp(tier)) })),
  );
  return apps.flatMap(({ slice, fragments }) =>
    fragments.map(({ name, params }) => ({ slice, name, parameters: toParameters(params as Schema) })),
  );
}

/** @param schema the JSON Schema of the parameters of one fragment */
export function toParameters({ properties = {}, required = [] }: Schema): Parameter[] {
  return Object.entries(properties).map(([name, property]) => ({
    name,
    required: required.includes(name),
    choices: (property.enum ?? (property.const === undefined ? [] : [property.const])).map(String),
    pattern: property.pattern,
    example:
      required.includes(name) || name in examples ? (examples[name] ?? '') : String(property.default ?? ''),
  }));
}

/** Values of parameters that several slices have, from the products of the seed. */
const examples: Record<string, string> = {
  product: fixtures.reference.id,
  item: fixtures.reference.itemIds[0] as string,
  q: '물',
  category: 'toys-nano-blocks',
};
