import type * as Beacon from './beacon.ts';
import { latestEvents } from './page-events.ts';

// TypeScript does not have these types yet.
type Private = Navigator & { globalPrivacyControl?: boolean };

/**
 * Loads the beacon of a page that is measured, after everything else. The page's `data-beacon` has the address of the script, the path of the
 * reports, the trace, the route, and the arms of releases. A visitor who does not want to be tracked is not measured.
 */
export function awaitBeacon(): void {
  const [file, path, trace, page, ...arms] = document.documentElement.dataset.beacon?.split(' ') ?? [];
  if (!file || navigator.doNotTrack === '1' || (navigator as Private).globalPrivacyControl) return;
  let errors = 0;
  for (const type of ['error', 'unhandledrejection']) addEventListener(type, () => errors++);
  const toRest = () => ({ trace, page, arms, errors, events: [...latestEvents().keys()] });
  const load = () =>
    setTimeout(() =>
      import(file)
        .then(({ startBeacon }: typeof Beacon) => startBeacon(path as string, toRest))
        .catch(console.warn),
    );
  if (document.readyState === 'complete') load();
  else addEventListener('load', load);
}
