import { trustedTypesPolicy } from '@jogakbo/contracts/trusted-types';
import type { Inline } from '../../../platform/compose/content-security-policy.ts';
import { createHost } from '../../../platform/compose/host.ts';
import { definePage, type Frame } from '../../../platform/compose/index.ts';
import type { SliceHost } from '../create-slice-host.ts';
import type { PlayFragment } from './read-fragments.ts';
import { type AskerKind, controls, type State, states } from './states.ts';
import { toPage } from './to-page.ts';

/** The parts of the shell's build that each page has. */
export type ShellParts = { frame: Frame; boundaries: Inline };

type Options = { host: SliceHost; fragments: PlayFragment[]; shell: ShellParts };

/** The address of a fragment alone in a state. */
export function toShowPath({ slice, name }: PlayFragment, values: Record<string, string>): string {
  return `/show/${slice}/${name}?${new URLSearchParams(values)}`;
}

/** Shows each fragment alone, as the engine of the shop composes it. The state says what the engine gets from the slice. */
export function createShow({ host, fragments, shell: { frame, boundaries } }: Options) {
  const nothing = definePage({
    layout: '<slot name="text"></slot>',
    head: { markup: () => '<title>404</title>' },
    slots: { text: { markup: () => '<p>There is no such fragment.</p>' } },
  });
  // A host for each state: the breaker of a fragment that fails must not close the way to its answer.
  const hosts = Object.fromEntries(states.map((state) => [state, createStateHost(state)])) as Record<
    State,
    ReturnType<typeof createStateHost>
  >;

  return async function show(request: Request): Promise<Response> {
    const wanted = new URL(request.url).searchParams.get(controls.state);
    const state = states.find((each) => each === wanted) ?? 'answer';
    const page = await hosts[state].handle(request, {});
    if (state !== 'loading') return page;
    // Without an element, the slot shows its own content and its reserved height.
    return new HTMLRewriter()
      .on('jb-fragment[slot="alone"]', { element: (element) => void element.remove() })
      .transform(page);
  };

  function createStateHost(state: State) {
    return createHost<object>({
      endpointOf: (slice) =>
        host.slices.includes(slice)
          ? { fetch: (input, init) => answer(state, slice, input, init) }
          : undefined,
      frame: {
        ...frame,
        head: `${frame.head ?? ''}<script type="module" src="/_dev/reload.js"></script>`,
        ...{ scriptPaths: ['/assets/', '/_dev/reload.js'], trustedTypes: [trustedTypesPolicy] },
        // The playground shows it in a frame.
        policy: { 'frame-ancestors': ["'self'"] },
      },
      ...{ notFound: nothing, unavailable: nothing, batching: undefined },
      routes: Object.fromEntries(
        fragments.map((fragment) => [`/show/${fragment.slice}/${fragment.name}`, toPage(fragment)]),
      ),
      hooks: {
        visitOf({ url }) {
          const { searchParams } = new URL(url);
          const asker = searchParams.get(controls.asker) as AskerKind | null;
          return {
            language: searchParams.get(controls.language) ?? 'ko',
            withoutCopies: true,
            identity: (slice) =>
              asker === 'guest'
                ? undefined
                : host.identify(slice, { visitor, ...(asker === 'member' ? { member } : {}) }),
          };
        },
        optionsOf: ({ url }) => ({
          styles: new URL(url).searchParams.has(controls.boundaries) ? [boundaries] : [],
        }),
      },
    });
  }

  async function answer(
    state: State,
    slice: string,
    input: Request | string,
    init?: RequestInit,
  ): Promise<Response> {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    if (pathname.startsWith('/fragments/') && state === 'failed') return new Response(null, { status: 503 });
    if (pathname.startsWith('/fragments/') && (state === 'empty' || state === 'loading'))
      return new Response(null, { status: 204 });
    return host.ask(slice, pathname + search, Object.fromEntries(request.headers));
  }
}

/** The people of the playground. */
const visitor = '00000000-0000-4000-8000-000000000001';
const member = 'playground';
