const oneView = process.env.ONE_VIEW !== undefined;

/**
 * The languages and widths, in pixels, in which a journey runs. `bun run test --one-view` keeps only the first: English text is longer
 * than Korean, and a phone has the least room for it.
 */
export const journeyViews = (
  [
    ['en', 360],
    ['ko', 1280],
    ['ko', 360],
    ['en', 1280],
  ] as const
).slice(0, oneView ? 1 : undefined);

/** Whether scripts run in a journey. `--one-view` keeps only those with scripts: tests over HTTP post the same forms without any. */
export const journeyScripts = oneView ? [true] : [true, false];
