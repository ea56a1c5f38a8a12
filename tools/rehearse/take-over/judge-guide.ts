import { toTable } from '../../release/to-table.ts';
import type { ToldOrder } from './create-buyer.ts';

type Line = { what: string; found: string; ok: boolean; examples: string[] };
type Took = { heading: string; seconds: number };
export type GuideVerdict = { ok: boolean; lines: Line[]; steps: Took[]; counts: Record<string, number> };

type Outcome = {
  took: Took[];
  counts: Record<string, number>;
  /** The orders that visitors saw, and the ids of those of the shop whose page shows the same total at the end. */
  told: ToldOrder[];
  shown: Set<string>;
  /** The lines of the orders in the monolith. */
  inLegacy: { id: string; total: number; itemId: string; quantity: number }[];
  /** The pieces of the items that visitors bought. */
  stocks: { itemId: string; before: number; after: number }[];
  visitors: number;
  journeys: number;
  hasBrowser: boolean;
};

/** Judges a run of the guide: each line is something that must not have happened, or that the run needs to mean something. */
export function judgeGuide(outcome: Outcome): GuideVerdict {
  const { told, shown, inLegacy, stocks, visitors, journeys, hasBrowser, took, counts } = outcome;
  const lines: Line[] = [];
  const none = (what: string, examples: string[]) =>
    lines.push({ what, found: String(examples.length), ok: examples.length === 0, examples });
  const ofShop = told.filter(({ side }) => side === 'shop');
  const ofLegacy = told.filter(({ side }) => side === 'legacy');
  const totals = new Map(inLegacy.map(({ id, total }) => [id, total]));

  none(
    'orders that were lost, or have another total',
    [
      ...ofLegacy.filter(({ id, total }) => totals.get(id) !== total),
      ...ofShop.filter(({ id }) => !shown.has(id)),
    ].map(({ id, side, total }) => `${id} of the ${side}, ${total} won`),
  );
  none(
    'orders that visitors saw twice',
    told.map(({ id }) => id).filter((id, index, all) => all.indexOf(id) !== index),
  );
  // A visitor puts one piece into the cart for each order.
  const sold = (item: string) =>
    inLegacy.filter(({ itemId }) => itemId === item).reduce((sum, { quantity }) => sum + quantity, 0) +
    ofShop.filter(({ itemId }) => itemId === item).length;
  none(
    'items whose stock does not add up',
    stocks
      .filter(({ itemId, before, after }) => before - sold(itemId) !== after)
      .map(
        ({ itemId, before, after }) => `${itemId}: ${before} − ${sold(itemId)} sold, but ${after} are left`,
      ),
  );
  const signUps = counts['sign-ups'] ?? 0;
  lines.push({
    what: 'sign-ups',
    found: `${signUps} of ${visitors} visitors`,
    ok: signUps === visitors,
    examples: [],
  });
  const both = ofLegacy.length > 0 && ofShop.length > 0;
  const found = `${ofLegacy.length} in the monolith, ${ofShop.length} in the shop`;
  lines.push({ what: 'orders', found, ok: both, examples: [] });
  if (hasBrowser)
    lines.push({ what: 'journeys in Chromium', found: String(journeys), ok: journeys > 0, examples: [] });
  return { ok: lines.every(({ ok }) => ok), lines, steps: took, counts };
}

/** Writes a verdict for the terminal. */
export function toGuideText({ ok, lines, steps, counts }: GuideVerdict): string {
  const all = steps.reduce((sum, { seconds }) => sum + seconds, 0);
  const rows = steps.map(({ heading, seconds }) => [heading, seconds.toFixed(1)]);
  const examples = lines.flatMap((line) => line.examples.map((example) => `${line.what}: ${example}`));
  return [
    toTable([['commands of', 'seconds'], ...rows, ['all', all.toFixed(0)]]),
    toTable([['count', ''], ...Object.entries(counts).map(([what, count]) => [what, String(count)])]),
    toTable([
      ['line', 'found', ''],
      ...lines.map((line) => [line.what, line.found, line.ok ? 'ok' : 'FAILED']),
    ]),
    ...(examples.length > 0 ? [examples.join('\n')] : []),
    ok ? 'Every line is ok.' : 'Some lines failed.',
  ].join('\n\n');
}
