import { existsSync } from 'node:fs';

/** The path of a Chromium or Chrome to test with: `CHROMIUM` where set, else the first known name found; null for none. */
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
