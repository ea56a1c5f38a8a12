import {
  type DomainEvent,
  domainEventData,
  domainEventTypes,
  toCacheTags,
} from '@jogakbo/contracts/domain-events';
import { headers } from '@jogakbo/contracts/fragment';
import { followers } from '../../services/events/followers.ts';
import { actions, pages } from '../../shell/pages.ts';
import { listWorkers, type Worker } from '../workers.ts';
import { type Contract, emptyContract, type NeededRoute, type OfferedRoute } from './contract.ts';
import { toAccepted, toSent } from './json-schema.ts';
import { type Need, readNeeds } from './read-needs.ts';
import { listEvents, listTags, type Route, readApp } from './read-offers.ts';

/** Reads the contract of every slice from the sources. Call `loadSources()` first. */
export async function readContracts(): Promise<Contract[]> {
  const workers = await listWorkers();
  const apps = await Promise.all(workers.map(readApp));
  const routes = apps.flatMap((app) => app.routes);
  const needs = (await Promise.all(workers.map(readNeeds))).flat().flatMap((need) => locate(need, routes));
  const offered = routes.map((route) => toOffer(route, needs));
  const fragments = apps.flatMap((app) => app.fragments);
  const slices = [...new Set(workers.map(({ slice }) => slice))].sort();
  return slices.map((slice) => {
    const own = workers.filter((worker) => worker.slice === slice);
    const isOwn = ({ worker }: { worker: string }) => own.some(({ name }) => name === worker);
    const frontends = own.filter(({ kind }) => kind === 'frontend');
    const contract = emptyContract(slice);
    contract.offers = {
      routes: sort(offered.filter(isOwn)),
      fragments: sort(fragments.filter(isOwn)),
      events: own.flatMap(({ name }) => listEvents(name)),
      tags: [...new Set(frontends.flatMap(listTags))],
      headers: frontends.length > 0 ? { ...headers } : {},
    };
    contract.needs = {
      routes: sort([...new Map(needs.filter(isOwn).map((need) => toNeededRoute(need, offered))).values()]),
      fragments: [],
      events: own.flatMap(toFollowed),
      ...{ tags: [], headers: {} },
    };
    return slice === 'shell' ? withPages(contract, { offered, fragments }) : contract;
  });
}

/** Finds the workers with the path of a need, where its contract names none. */
function locate(need: Need, routes: Route[]): (Need & { of: string })[] {
  if (need.of) return [{ ...need, of: need.of }];
  return routes
    .filter(
      ({ path, method, worker }) =>
        path === need.path && method === need.method && !worker.endsWith('-frontend'),
    )
    .map(({ worker }) => ({ ...need, of: worker }));
}

function toOffer({ statuses, ...route }: Route, needs: (Need & { of: string })[]): OfferedRoute {
  const parsers = needs
    .filter((need) => need.of === route.worker && need.method === route.method && need.path === route.path)
    .filter(({ schema }) => schema && schema.type !== 'unknown')
    .sort((a, b) => rankOf(a, route.worker) - rankOf(b, route.worker));
  const answer = parsers[0]?.schema ? toSent(parsers[0].schema) : true;
  return { ...route, answers: Object.fromEntries(statuses.map((status) => [status, answer])) };
}

/** The owner's own schema says best what it sends. */
function rankOf({ origin = '' }: Need, worker: string): number {
  const [, slice, kind] = worker.match(/^(.+)-(service|bff)$/) ?? [];
  return origin === `${kind === 'bff' ? 'bff' : 'services'}/${slice}/contract.ts` ? 0 : 1;
}

/** Two calls of the same route that parse its answer in the same way are one need. */
function toNeededRoute({ worker, of, method, path, schema }: Need & { of: string }, offered: OfferedRoute[]) {
  const reads = schema ? toAccepted(schema) : true;
  const sends =
    offered.find((route) => route.worker === of && route.method === method && route.path === path)?.inputs ??
    {};
  const need: NeededRoute = { worker, of, method, path, sends, reads };
  return [JSON.stringify(need), need] as const;
}

function toFollowed({ name, kind, slice }: Worker): Contract['needs']['events'] {
  if (kind !== 'service' && kind !== 'shell') return [];
  return domainEventTypes
    .filter((type) => followers[type].some((follower) => follower === slice))
    .map((type) => ({ worker: name, type, reads: toAccepted(domainEventData[type]) }));
}

/** What the shell needs for its pages: their fragments and forms, and the tags that end copies. */
function withPages(
  contract: Contract,
  { offered, fragments }: { offered: OfferedRoute[]; fragments: Contract['offers']['fragments'] },
): Contract {
  const used = Object.values(pages).flatMap(({ page: { head, slots } }) =>
    [head ?? [], ...Object.values(slots)].flat(),
  );
  const names = [...new Set(used.flatMap((slot) => ('fragment' in slot ? slot.fragment : [])))].sort();
  const forms = Object.entries(actions).map(([path, { slice }]): NeededRoute => {
    const target = { of: `${slice}-frontend`, method: 'POST', path: path.replaceAll(/:\w+/g, '{}') };
    const offer = offered.find(
      (route) => route.worker === target.of && route.path === target.path && route.method === 'POST',
    );
    return { worker: 'shell', ...target, sends: offer?.inputs ?? {}, reads: true };
  });
  return {
    ...contract,
    needs: {
      ...contract.needs,
      routes: sort([...contract.needs.routes, ...forms]),
      fragments: names.map((fragment) => {
        const [slice, name = ''] = fragment.split('/');
        const of = `${slice}-frontend`;
        const sends = fragments.find((each) => each.worker === of && each.name === name)?.params ?? true;
        return { worker: 'shell', of, name, sends };
      }),
      tags: domainEventTypes.flatMap((event) =>
        listEnded(event).map((tag) => ({ worker: 'shell', event, tag })),
      ),
      headers: { ...headers },
    },
  };
}

/** The tags that an event ends, with `{}` for each number. */
function listEnded(type: string): string[] {
  const data = new Proxy({}, { get: () => '{}' });
  return [...new Set(toCacheTags({ type, data } as DomainEvent))];
}

function sort<Entry extends object>(entries: Entry[]): Entry[] {
  const keyOf = (entry: Entry) => JSON.stringify(entry);
  return entries.toSorted((a, b) => keyOf(a).localeCompare(keyOf(b), 'en'));
}
