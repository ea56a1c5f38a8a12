import { frame } from 'jogakbo:build';
import type { Frame } from '@jogakbo/compose';
import { createDataCentre } from '@jogakbo/compose/data-centre';
import { createHost, type Host } from '@jogakbo/compose/host';
import { createPrivateCopies } from '@jogakbo/compose/private-copies';
import { trustedTypesPolicy } from '@jogakbo/contracts/trusted-types';
import type { ShellBindings } from './bindings.ts';
import { createCopyStore } from './create-copy-store.ts';
import { createFaults, type Faults } from './create-faults.ts';
import { type HandledRequest, hooks } from './hooks.ts';
import { createLegacyFrontend, legacySlice } from './legacy/create-legacy-frontend.ts';
import { notFound, refused, unavailable } from './pages/errors.ts';
import { type RouteRules, routes } from './pages.ts';
import { createFrontendFinder } from './releases/releases-of.ts';

type Shell = { host: Host<HandledRequest, RouteRules>; faults: Faults };

const shells = new WeakMap<object, Shell>();

/** Returns what an isolate keeps from request to request. The first request creates it, because it brings the bindings. */
export function shellOf(env: ShellBindings): Shell {
  let shell = shells.get(env.ASSETS);
  if (!shell) {
    shell = createShell(env);
    shells.set(env.ASSETS, shell);
  }
  return shell;
}

function createShell(env: ShellBindings): Shell {
  const faults = createFaults();
  const store = createCopyStore();
  const frontendOf = createFrontendFinder(env);
  const legacy = env.LEGACY_ORIGIN ? createLegacyFrontend(env) : undefined;
  const host = createHost<HandledRequest, RouteRules>({
    endpointOf: (slice) => (slice === legacySlice && legacy ? legacy : frontendOf(slice)),
    between: env.DEV ? faults.between : undefined,
    copies: env.DEV ? faults.copies : undefined,
    frame: env.DEV?.startsWith('http') ? withLiveReload : pageFrame,
    notFound,
    refused,
    unavailable,
    overloaded,
    dataCentre: store && !env.PLAIN ? createDataCentre(store) : undefined,
    privateCopies: env.PLAIN ? undefined : createPrivateCopies,
    routes,
    hooks,
    ...(env.DEV
      ? { timing: 'reasons', onWarning: (warning) => console.warn(JSON.stringify({ warning })) }
      : {}),
    ...(env.PAGE_LIMIT ? { pageLimit: Number(env.PAGE_LIMIT) } : {}),
  });
  return { host, faults };
}

const overloaded =
  '<!doctype html><html lang="ko"><meta charset="utf-8"><title>조각보</title><p>지금 손님이 많아요. 잠시 뒤에 다시 열어 주세요.' +
  '<p lang="en">The shop is busy. Please try again in a moment.</html>';

const pageFrame: Frame = { ...frame, scriptPaths: ['/assets/'], trustedTypes: [trustedTypesPolicy] };
const withLiveReload: Frame = {
  ...pageFrame,
  head: `${frame.head}<script type="module" src="/_dev/reload.js"></script>`,
  scriptPaths: ['/assets/', '/_dev/reload.js'],
};
