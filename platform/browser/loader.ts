/**
 * The only script that runs before anyone interacts, inlined in every page. On the first sign of interest in an island, or at
 * once where something in it is marked `data-live`, it loads the host and hydrates it; a click or submit that comes before that is held and done again afterwards, or left to
 * the browser where hydration fails or takes longer than {@link patience}.
 */
import type * as Host from './host.ts';

// Not yet among the types that TypeScript knows.
type Navigation = PerformanceNavigationTiming & { deliveryType?: string; activationStart?: number };
type Prerendered = Document & { prerendering?: boolean };

const host = () => import('@jogakbo/host') as Promise<unknown> as Promise<typeof Host>;
const patience = 2_000;
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

// What comes back from the browser's own cache shows what was true when it was left.
addEventListener('pageshow', (event) => (event as PageTransitionEvent).persisted && refreshPersonal());

document.addEventListener('DOMContentLoaded', arrive);
if (document.readyState !== 'loading') arrive();

function wake(target: EventTarget | null) {
  const island = (target as Element | null)?.closest?.<HTMLElement>('[data-island]');
  if (!island) return undefined;
  let state = islands.get(island);
  if (!state) {
    const hydrated = host().then(({ hydrateIsland }) => hydrateIsland(island));
    const late = new Promise((resolve) => setTimeout(resolve, patience));
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

/** A page gone back to, or fetched or rendered ahead of the visit, shows what was true some time ago. */
function arrive() {
  attachLayout();
  // What follows something on the server does so without being touched.
  for (const live of document.querySelectorAll('[data-live]')) wake(live);
  const [navigation] = performance.getEntriesByType('navigation') as Navigation[];
  if ((document as Prerendered).prerendering)
    document.addEventListener('prerenderingchange', refreshPersonal);
  else if (navigation?.type === 'back_forward' || navigation?.deliveryType || navigation?.activationStart)
    refreshPersonal();
}

function refreshPersonal() {
  host().then(({ refresh }) => refresh('[data-personal]'));
}

/** The same layout for a browser that does not know declarative shadow roots. */
function attachLayout() {
  for (const template of document.querySelectorAll<HTMLTemplateElement>('template[shadowrootmode]')) {
    template.parentElement?.attachShadow({ mode: 'open' }).append(template.content);
    template.remove();
  }
}
