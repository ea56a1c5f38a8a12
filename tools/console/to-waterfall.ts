import type { Span, StoreSpan, Trace } from '../runtime/traces/recorded.ts';

/** A bar of a waterfall. `from` and `width` are shares of the whole trace, from 0 to 1. */
export type Bar = {
  label: string;
  kind: 'span' | Trace['stores'][number]['kind'];
  /** The number of callers above it. */
  depth: number;
  status?: number;
  failed?: boolean;
  /** Milliseconds since the start of the trace. */
  start: number;
  ms: number;
  from: number;
  width: number;
};

/**
 * Orders the spans and store calls of a trace as a waterfall: each one below its caller, in the order of their starts. A span whose caller is
 * not known is at the top.
 */
export function toWaterfall({ spans, stores }: Pick<Trace, 'spans' | 'stores'>): Bar[] {
  if (spans.length + stores.length === 0) return [];
  const all = [...spans, ...stores];
  const began = Math.min(...all.map(({ started }) => started));
  const whole = Math.max(1, ...all.map(({ started, ms }) => started + ms - began));
  const known = new Set(spans.map(({ span }) => span));
  const parentOf = ({ parent }: Span | StoreSpan) => (parent && known.has(parent) ? parent : undefined);
  const children = Map.groupBy(
    all.toSorted((a, b) => a.started - b.started),
    parentOf,
  );
  const placed = new Set<object>();
  const bars = place(undefined, 0);
  // Spans that call each other in a circle have no top. They are shown all the same.
  for (const rest of all) if (!placed.has(rest)) bars.push(...placeOne(rest, 0));
  return bars;

  function place(parent: string | undefined, depth: number): Bar[] {
    return (children.get(parent) ?? []).flatMap((each) => (placed.has(each) ? [] : placeOne(each, depth)));
  }

  function placeOne(each: Span | StoreSpan, depth: number): Bar[] {
    placed.add(each);
    const start = each.started - began;
    const times = { depth, start, ms: each.ms, from: start / whole, width: Math.max(0, each.ms) / whole };
    if ('kind' in each)
      return [
        { label: `${each.kind}: ${each.what}`, kind: each.kind, failed: Boolean(each.failed), ...times },
      ];
    const label = `${each.worker} ${each.method} ${each.path}`;
    return [{ label, kind: 'span', status: each.status, ...times }, ...place(each.span, depth + 1)];
  }
}
