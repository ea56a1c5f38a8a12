import * as v from 'valibot';

/** The path to which a page sends its beacon. */
export const beaconPath = '/_beacon';

/** The longest beacon, in bytes. */
export const beaconLimit = 4 * 1024;

const Slice = v.pipe(v.string(), v.regex(/^[a-z]{1,20}$/));
/** A time in milliseconds, or the score of CLS. */
const Measured = v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(600_000)));

/** What a page reports about itself when its visitor leaves it. It says nothing about the visitor. */
export const Beacon = v.object({
  /** The trace of the page's request, which joins the beacon with what the shell recorded. */
  trace: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  /** The route, such as `/products/:product`. */
  page: v.pipe(v.string(), v.regex(/^\/[a-z/:]{0,63}$/)),
  /** The visitor's arm in each release under way: `<slice>=<arm>:<release>`. */
  arms: v.pipe(
    v.array(v.pipe(v.string(), v.regex(/^[a-z]{1,20}=(?:canary|control):[0-9a-z]{1,16}$/))),
    v.maxLength(20),
  ),
  /** The version of each slice in the page. */
  versions: v.pipe(
    v.record(Slice, v.pipe(v.string(), v.regex(/^[\w.-]{1,40}$/))),
    v.check((versions) => Object.keys(versions).length <= 30, 'Too many slices.'),
  ),
  /** Errors of scripts, and promises whose rejection nothing handled. */
  errors: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)),
  /** The types of the page's events, such as `cart:updated`. */
  events: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z:-]{1,40}$/))), v.maxLength(20)),
  /** Web Vitals: https://web.dev/articles/vitals */
  LCP: Measured,
  INP: Measured,
  CLS: Measured,
});
export type Beacon = v.InferOutput<typeof Beacon>;
