import { onCLS } from 'web-vitals/onCLS.js';
import { onINP } from 'web-vitals/onINP.js';
import { onLCP } from 'web-vitals/onLCP.js';

/**
 * Measures the page, and reports it once, when the visitor leaves or hides it.
 *
 * @param path where the report is sent
 * @param toRest makes the rest of the report: what the server and the loader know
 */
export function startBeacon(path: string, toRest: () => object): void {
  const values: Record<string, unknown> = {};
  for (const on of [onCLS, onINP, onLCP])
    on(({ name, value }) => {
      values[name] = value;
    });
  // web-vitals listens on the document, so its last values come before this listener of the window.
  addEventListener('visibilitychange', () => {
    if (values.versions || document.visibilityState !== 'hidden') return;
    const versions: Record<string, unknown> = {};
    for (const { dataset } of document.querySelectorAll<HTMLElement>('[data-version]'))
      versions[dataset.boundary as string] = dataset.version;
    values.versions = versions;
    const report = JSON.stringify(Object.assign(values, toRest()));
    navigator.sendBeacon(path, new Blob([report], { type: 'application/json' }));
  });
}
