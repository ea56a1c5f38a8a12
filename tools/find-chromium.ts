import { existsSync } from 'node:fs';

/** Finds a Chromium or Chrome for tests: the path in `CHROMIUM`, else the first known name on `PATH`; null if there is none. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM;
  if (named) return existsSync(named) ? named : null;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    const path = Bun.which(name);
    if (path) return path;
  }
  const application = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  return existsSync(application) ? application : null;
}
