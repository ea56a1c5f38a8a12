/**
 * The languages and widths, in pixels, in which a journey runs. `bun run test --one-view` leaves the first: English text is longer than
 * Korean, and a phone has the least room for it.
 */
export const journeyViews = (
  [
    ['en', 360],
    ['ko', 1280],
    ['ko', 360],
    ['en', 1280],
  ] as const
).slice(0, process.env.ONE_VIEW ? 1 : undefined);
