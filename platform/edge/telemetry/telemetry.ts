import type { Context } from 'hono';
import { isInShare } from '../logs/log.ts';
import { createExporter, type Exporter } from './create-exporter.ts';
import type { RequestSpan } from './otlp-body.ts';

/** The variables of a worker about its traces and metrics. */
export type TelemetrySettings = {
  /** The address of a collector that takes OTLP over HTTP. Without it, nothing is collected. */
  OTLP_URL?: string;
  /** The header `authorization` for the collector. */
  OTLP_AUTHORIZATION?: string;
  /** The share of traces that is sent besides failed and slow requests; `1%` by default. */
  OTLP_SHARE?: string;
  /** A request that takes longer is slow, in milliseconds; 1000 by default. */
  OTLP_SLOW?: string;
};

const exporters = new Map<string, Exporter>();

/** Returns the exporter of this worker in this isolate; undefined if the worker has no collector. */
export function exporterOf(worker: string, settings: TelemetrySettings): Exporter | undefined {
  const { OTLP_URL: url, OTLP_AUTHORIZATION: authorization } = settings;
  if (!url) return undefined;
  const key = `${worker} ${url}`;
  const known = exporters.get(key) ?? createExporter({ worker, url, authorization });
  exporters.set(key, known);
  return known;
}

/**
 * Whether a span is sent. Failed and slow requests always are. A slow call makes all of its callers slow, so a slow request is sent with the
 * whole way to its cause. Of all others it is the same share in every worker, by the id of the trace.
 */
export function isSampled(
  { status, milliseconds, trace }: Pick<RequestSpan, 'status' | 'milliseconds' | 'trace'>,
  { OTLP_SHARE: share = '1%', OTLP_SLOW: slow = '1000' }: TelemetrySettings,
): boolean {
  return status >= 500 || milliseconds >= Number(slow) || isInShare(share, trace.id);
}

/** Sends what was collected, after the answer of this request. */
export function flushAfter(c: Context, exporter: Exporter): void {
  const sending = exporter.flush();
  if (!sending) return;
  try {
    c.executionCtx.waitUntil(sending);
  } catch {
    // A test has no execution context.
  }
}
