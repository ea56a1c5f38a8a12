import { readFileSync } from 'node:fs';
import type { Slot } from '../../platform/compose/page.ts';
import { defaultDeadlineMs } from '../../platform/compose/page.ts';
import { actions, pages } from '../../shell/pages.ts';
import type { Contract } from '../contracts/contract.ts';
import { readRecords } from '../contracts/records.ts';
import { readGraph } from '../graph.ts';
import type { Objective } from '../objectives/objective.ts';
import { readObjectives } from '../objectives/read-objectives.ts';
import { defaultTopology } from '../topology/topologies.ts';
import { writeTopology } from '../topology/write-topology.ts';
import { readConfig, root, tiersOf, type Worker } from '../workers.ts';

type CatalogueFragment = {
  name: string;
  /** The pages that show it. */
  pages: string[];
  deadlineMs: number;
  objective: Objective;
};

export type CatalogueSlice = {
  slice: string;
  owner: string;
  workers: { name: string; tiers: string[]; stores: string[]; startedBy: string[] }[];
  fragments: CatalogueFragment[];
  /** Paths that the slice answers: its pages, its forms, and its API. */
  routes: string[];
  offers: { routes: string[]; fragments: string[]; events: string[]; tags: string[] };
  needs: { routes: string[]; fragments: string[]; events: string[] };
};

/** Reads what each slice is, from its folders, settings, contracts and the pages of the shell. Nothing of it is kept by hand. */
export async function readCatalogue(topology = defaultTopology): Promise<CatalogueSlice[]> {
  const [workers, graph, records] = await Promise.all([writeTopology(topology), readGraph(), readRecords()]);
  const owners = readOwners(readFileSync(`${root}/CODEOWNERS`, 'utf8'));
  const slots = listSlots();
  const slices = [...new Set(workers.flatMap(tiersOf).map(({ slice }) => slice))].sort();
  return slices.map((slice) => {
    const contract = records.find((record) => record.slice === slice);
    const fragments = slots.filter(({ name }) => name.startsWith(`${slice}/`));
    return {
      ...{ slice, owner: owners.get(slice) ?? owners.get('*') ?? '' },
      workers: workers.flatMap((worker) => toWorker(worker, slice, graph)),
      fragments,
      routes: toRoutes(slice, workers),
      ...toContract(contract),
    };
  });
}

/** Reads the owner of each slice. The last line that matches decides, as GitHub reads the file. */
function readOwners(text: string): Map<string, string> {
  const lines = text.split('\n').map((line) => line.replace(/#.*/, '').trim().split(/\s+/));
  return new Map(
    lines.flatMap(([pattern = '', ...owners]) => {
      const [, slice] = pattern.match(/^\/\*\/([\w-]+)\/$/) ?? pattern.match(/^\/(shell)\/$/) ?? [];
      const name = slice ?? (pattern === '*' ? '*' : undefined);
      return name ? [[name, owners.join(' ')] as const] : [];
    }),
  );
}

function toWorker(worker: Worker, slice: string, graph: Awaited<ReturnType<typeof readGraph>>) {
  const tiers = tiersOf(worker).filter((tier) => tier.slice === slice);
  if (tiers.length === 0) return [];
  const nodes = graph.filter(({ name }) => tiers.some((tier) => tier.name === name));
  return [
    {
      name: worker.name,
      tiers: tiers.map(({ name }) => name),
      stores: [
        ...nodes.flatMap(({ keeps }) => keeps.map((store) => store.replaceAll('`', ''))),
        ...(tiers.some(usesRedis) ? ['Redis'] : []),
      ],
      startedBy: nodes.flatMap(({ takesFrom, crons }) => [...takesFrom, ...crons]),
    },
  ];
}

/** Redis is no binding: a worker that uses it needs the address as a secret. */
function usesRedis(tier: Worker): boolean {
  const { secrets } = readConfig<{ secrets?: { required?: string[] } }>(tier);
  return secrets?.required?.includes('UPSTASH_REDIS_REST_URL') ?? false;
}

function listSlots(): CatalogueFragment[] {
  const found = Object.entries(pages).flatMap(([path, { page }]) =>
    [page.head, ...Object.values(page.slots)]
      .flat()
      .flatMap((slot: Slot) =>
        'fragment' in slot
          ? [{ name: slot.fragment, page: path, deadlineMs: slot.deadline ?? defaultDeadlineMs }]
          : [],
      ),
  );
  const objectives = readObjectives();
  return [...Map.groupBy(found, ({ name }) => name)]
    .map(([name, uses]) => ({
      name,
      pages: [...new Set(uses.map(({ page }) => page))],
      deadlineMs: Math.max(...uses.map(({ deadlineMs }) => deadlineMs)),
      objective: objectives(name),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

function toRoutes(slice: string, workers: Worker[]): string[] {
  const own = Object.entries(pages).flatMap(([path, { page }]) => {
    const heads = [page.head].flat().flatMap((slot: Slot) => ('fragment' in slot ? [slot.fragment] : []));
    return heads.some((name) => name.startsWith(`${slice}/`)) ? [`GET ${path}`] : [];
  });
  const forms = Object.entries(actions).flatMap(([path, action]) =>
    action.slice === slice ? [`POST ${path}`] : [],
  );
  const hasApi = workers.flatMap(tiersOf).some((tier) => tier.slice === slice && tier.kind === 'bff');
  return [...own, ...forms, ...(hasApi ? [`/api/${slice}/*`] : [])];
}

function toContract(contract: Contract | undefined): Pick<CatalogueSlice, 'offers' | 'needs'> {
  const { offers, needs } = contract ?? {};
  return {
    offers: {
      routes: (offers?.routes ?? []).map(({ worker, method, path }) => `${worker} ${method} ${path}`),
      fragments: (offers?.fragments ?? []).map(({ name }) => name),
      events: (offers?.events ?? []).map(({ type }) => type),
      tags: offers?.tags ?? [],
    },
    needs: {
      routes: (needs?.routes ?? []).map(
        ({ worker, of, method, path }) => `${worker}: ${of} ${method} ${path}`,
      ),
      fragments: (needs?.fragments ?? []).map(({ of, name }) => `${of}/${name}`),
      events: [...new Set((needs?.events ?? []).map(({ type }) => type))],
    },
  };
}
