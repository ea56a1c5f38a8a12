import { createTestClock } from '../create-test-clock.helper.ts';
import { createDataCentre } from '../data-centre.ts';
import { createHost } from '../host.ts';
import { definePage, type FragmentReport, type Page, type Slot } from '../index.ts';
import { frame } from '../test-frame.helper.ts';
import { createRandom, type Random } from './create-random.helper.ts';
import { createServer, fragmentNames, slices } from './create-server.helper.ts';
import { createStore } from './create-store.helper.ts';
import { createVisitor } from './create-visitor.helper.ts';

const places = 6;
const concurrency = 3;
const stepMs = 20;
/** Longer than any deadline of a scenario, and shorter than the life of a lease, so that a lease that is not given back is seen. */
const endMs = 6_600;
const breakerPauseMs = 2_100;

/**
 * Runs one scenario: random servers, pages and clients. Afterwards the servers are well, and the engine must be as if nothing had been.
 *
 * @returns the faults: a promise that is rejected or never ends, a page that a browser reads wrongly, a lease that is not given back
 */
export async function runScenario(seed: number): Promise<string[]> {
  const random = createRandom(seed);
  const clock = createTestClock();
  const faults: string[] = [];
  const servers = Object.fromEntries(slices.map((slice) => [slice, createServer(slice, random, clock)]));
  const message = definePage({
    layout: '<slot name="message"></slot>',
    head: { markup: () => '<title>m</title>' },
    slots: { message: { markup: () => '<h1>m</h1>' } },
  });
  const pages = Array.from({ length: 3 }, () => toPage(random));
  const layouts = [message, ...pages].map(({ order }) => order);
  const reports: FragmentReport[] = [];
  let calm = false;
  const composer = createHost({
    endpointOf: (slice) => {
      if (!calm && random.once(200)) throw new Error('no endpoint');
      return servers[slice];
    },
    ...{ frame, clock, notFound: message, unavailable: message, pageLimit: places, callLimit: 1_000 },
    guards: { concurrency },
    dataCentre: random.once(3) ? createDataCentre(createStore(random, clock, () => calm)) : undefined,
    cacheLimit: random.pick([0, 3_000, 1_000_000]),
    timing: random.pick(['times', 'reasons'] as const),
    onWarning: () => {
      if (random.once(20)) throw new Error('warning');
    },
    routes: {
      ...Object.fromEntries(pages.map((page, index) => [`/${index}/:id`, page])),
      '/form': { action: 'one', shownOn: '/0/7' },
    },
  });

  const waiting = new Set<string>();
  const begun: Promise<void>[] = [];
  const clients = Array.from({ length: 1 + random.below(12) }, () => ({
    at: random.below(1_500),
    ...createVisitor(random, composer, pages),
  }));
  for (let now = 0; now < endMs; now += stepMs) {
    for (const { run, label: asked } of clients.filter(({ at }) => at >= now && at < now + stepMs)) {
      const label = `${asked}, begun at ${now} ms`;
      waiting.add(label);
      const ended = run({ clock, layouts, faults }).catch(
        (error) => void faults.push(`a promise is rejected: ${error?.stack ?? error}`),
      );
      begun.push(
        ended.finally(() => {
          waiting.delete(label);
        }),
      );
    }
    await clock.advance(stepMs);
  }
  if (waiting.size > 0) faults.push(`requests never end: ${[...waiting].join('; ')}`);

  calm = true;
  for (const server of Object.values(servers)) server.calm = true;
  await clock.advance(breakerPauseMs);
  faults.push(...(await findLostLeases()));
  return faults.map((fault) => `seed ${seed}: ${fault}`);

  /** Takes every place and makes as many calls as the engine allows. */
  async function findLostLeases(): Promise<string[]> {
    const taken = Array.from({ length: places }, () => composer.admit());
    for (const leave of taken) leave?.();
    const lost = taken.filter((leave) => !leave).length;
    const healthy = definePage({
      layout: slices
        .flatMap((slice) => fragmentNames.map((name) => `<slot name="${slice}-${name}"></slot>`))
        .join(''),
      head: { markup: () => '' },
      slots: Object.fromEntries(
        slices.flatMap((slice) =>
          fragmentNames.map((name) => [`${slice}-${name}`, { fragment: `${slice}/${name}` }] as const),
        ),
      ),
    });
    const open = () => compose(healthy, (report) => void reports.push(...report));
    // The first page closes breakers, and has the manifests of servers that are well.
    for (let round = 0; round < 3; round += 1) await inTime(open());
    composer.expire('');
    reports.length = 0;
    await inTime(Promise.all(Array.from({ length: concurrency }, open)));
    const full = reports.filter(({ reason }) => reason === 'bulkhead-full');
    const ill = reports.filter(({ source, reason }) => source === 'fallback' && reason !== 'bulkhead-full');
    return [
      ...(lost > 0 ? [`${lost} places are not given back`] : []),
      ...(full.length > 0 ? [`calls are not given back: ${full.map(({ fragment }) => fragment)}`] : []),
      ...(ill.length > 0
        ? [
            `healthy fragments are not shown: ${ill.map(({ fragment, reason, detail }) => `${fragment} ${reason} ${detail ?? ''}`)}`,
          ]
        : []),
    ];
  }

  async function compose(page: Page, onReport: (fragments: FragmentReport[]) => void): Promise<void> {
    const visit = {
      url: 'http://host/',
      params: {},
      language: `l${clock.now()}`,
      headers: {},
      waitUntil: () => {},
    };
    const response = await composer.compose(page, visit, {
      onReport: ({ fragments }) => onReport(fragments),
    });
    await response.text();
  }

  async function inTime(work: Promise<unknown>): Promise<void> {
    let done = false;
    const finish = () => {
      done = true;
    };
    work.then(finish, finish);
    for (let spent = 0; !done && spent < endMs; spent += stepMs) await clock.advance(stepMs);
    if (done) await work;
    else faults.push('a request to healthy servers never ends');
  }
}

function toPage(random: Random): Page {
  const names = ['p', 'q', 'r', 's', 't'].slice(0, 1 + random.below(5));
  const toSlot = (): Slot => {
    if (random.once(6)) return { markup: toMarkup(random) };
    return {
      fragment: `${random.pick([...slices, ...slices, 'none'])}/${random.pick([...fragmentNames, 'x'])}`,
      primary: random.once(4),
      deadline: random.pick([1, 30, 300, 2_000]),
      ...(random.once(2) ? { fallback: toMarkup(random) } : {}),
      ...(random.once(4) ? { params: { id: random.text() } } : {}),
    };
  };
  return definePage({
    query: ['x'],
    layout: names.map((name) => `<div><slot name="${name}">…</slot></div>`).join(''),
    head: random.once(3)
      ? { fragment: `${random.pick(slices)}/a`, primary: random.once(3) }
      : { markup: () => '<title>t</title>' },
    slots: Object.fromEntries(names.map((name) => [name, toSlot()])),
  });
}

function toMarkup(random: Random): () => string {
  return random.once(5)
    ? () => {
        throw random.pick([new Error('markup'), 'text', undefined]);
      }
    : () => '<p>own</p>';
}
