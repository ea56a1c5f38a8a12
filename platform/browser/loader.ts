/**
 * The only script that runs before the first interaction, inlined in every page. It loads the host and hydrates an island on the first
 * sign of interest, or at once if the island contains an element with `data-live`. An earlier click or submit is held and repeated
 * after hydration. If hydration fails or takes longer than {@link hydrationTimeoutMs}, the browser handles it.
 *
 * It also listens for the events on which fragments are fetched again, whatever their names are, as any script of the page may emit them.
 */
import { awaitBeacon } from './await-beacon.ts';
import type * as Host from './host.ts';
import { latestEvents } from './page-events.ts';

// TypeScript does not have these types yet.
type Navigation = PerformanceNavigationTiming & { deliveryType?: string; activationStart?: number };
type Prerendered = Document & { prerendering?: boolean };

// A host with another name for this module has its address in the page's element.
const host = (): Promise<typeof Host> =>
  import(document.querySelector<HTMLElement>('[data-host]')?.dataset.host ?? '@jogakbo/host');
const hydrationTimeoutMs = 2_000;
/** The types of events that it listens for. */
const heard = new Set<string>();
/** Events from the time when fragments were still arriving. */
const early = new Map<string, unknown>();
const islands = new WeakMap<Element, { settled: boolean; done: Promise<unknown> }>();

for (const type of ['pointerover', 'touchstart', 'focusin', 'input']) {
  document.addEventListener(type, ({ target }) => wake(target), { capture: true, passive: true });
}

document.addEventListener(
  'click',
  (event) => {
    const control = (event.target as Element).closest?.<HTMLElement>('a[href],button');
    if (!control || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    hold(event, control, () => control.click());
  },
  true,
);

document.addEventListener(
  'submit',
  (event) => {
    const form = event.target as HTMLFormElement;
    hold(event, form, () => form.requestSubmit(event.submitter));
  },
  true,
);

// A page from the browser's back/forward cache is as old as the visitor's last look at it.
addEventListener('pageshow', (event) => (event as PageTransitionEvent).persisted && refreshPersonal());

document.addEventListener('DOMContentLoaded', arrive);
if (document.readyState === 'loading') hear();
else arrive();
awaitBeacon();

function wake(target: EventTarget | null) {
  const island = (target as Element | null)?.closest?.<HTMLElement>('[data-island]');
  if (!island) return undefined;
  hear();
  let state = islands.get(island);
  if (!state) {
    const hydrated = host().then(({ hydrateIsland }) => hydrateIsland(island));
    const late = new Promise((resolve) => setTimeout(resolve, hydrationTimeoutMs));
    const created = { settled: false, done: Promise.race([hydrated, late]).catch(console.warn) };
    created.done.then(() => {
      created.settled = true;
    });
    islands.set(island, created);
    state = created;
  }
  return state;
}

function hold(event: Event, control: Element, again: () => void) {
  const state = wake(control);
  if (!state || state.settled) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  state.done.then(again);
}

/** Refreshes personal fragments of a page that is older than the visit: one gone back to, prefetched or prerendered. */
function arrive() {
  attachLayout();
  hear();
  for (const [type, detail] of early) refreshOn(type, detail);
  // The server had no calls left for these.
  if (document.querySelector('[data-late]')) refreshAll('[data-late]');
  // An island that follows the server starts without an interaction.
  for (const live of document.querySelectorAll('[data-live]')) wake(live);
  const [navigation] = performance.getEntriesByType('navigation') as Navigation[];
  if ((document as Prerendered).prerendering)
    document.addEventListener('prerenderingchange', refreshPersonal);
  else if (navigation?.type === 'back_forward' || navigation?.deliveryType || navigation?.activationStart)
    refreshPersonal();
}

/** Listens for the events of all fragments that have arrived. An event that was emitted before is made up for. */
function hear() {
  for (const { dataset } of document.querySelectorAll<HTMLElement>('[data-refresh]'))
    for (const type of dataset.refresh?.split(' ') ?? []) {
      if (heard.has(type)) continue;
      heard.add(type);
      if (latestEvents().has(type)) refreshOn(type, latestEvents().get(type));
      document.addEventListener(type, (event) => {
        const { detail } = event as CustomEvent<unknown>;
        latestEvents().set(type, detail);
        // Fragments that arrive later may not know of it.
        if (document.readyState === 'loading') early.set(type, detail);
        refreshOn(type, detail);
      });
    }
}

function refreshOn(type: string, detail: unknown) {
  host()
    .then(({ refresh }) =>
      refresh(`[data-refresh~="${CSS.escape(type)}"]`, detail as Record<string, unknown>),
    )
    .catch(console.warn);
}

function refreshPersonal() {
  refreshAll('[data-personal]');
}

function refreshAll(selector: string) {
  host()
    .then(({ refresh }) => refresh(selector))
    .catch(console.warn);
}

/** Builds the layout in a browser without declarative shadow roots. */
function attachLayout() {
  for (const template of document.querySelectorAll<HTMLTemplateElement>('template[shadowrootmode]')) {
    template.parentElement?.attachShadow({ mode: 'open' }).append(template.content);
    template.remove();
  }
}
