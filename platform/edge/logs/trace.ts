/** The trace of a request: https://www.w3.org/TR/trace-context/ */
export type Trace = {
  /** 32 hexadecimal digits, the same in every worker. */
  id: string;
  /** 16 hexadecimal digits, of this worker alone. */
  span: string;
  /** The span of the caller; missing where the trace begins. */
  parent?: string;
  /** Where the trace begins: the client's own trace and span, `<id>-<span>`, if it sent them. */
  link?: string;
};

/** Converts a `traceparent` header. A missing or malformed header starts a new trace. */
export function toTrace(traceparent: string | undefined): Trace {
  const match = traceparent?.match(pattern);
  if (match) return { id: match[1] as string, span: randomHex(8), parent: match[2] as string };
  const both = randomHex(24);
  return { id: both.slice(0, 32), span: both.slice(32) };
}

/**
 * Starts a trace in the worker that clients reach. The client's own trace is linked, not continued: a client could send the id of
 * another request, and mix its lines into those. https://opentelemetry.io/docs/concepts/signals/traces/#span-links
 */
export function startTrace(traceparent: string | undefined): Trace {
  const match = traceparent?.match(pattern);
  return { ...toTrace(undefined), ...(match ? { link: `${match[1]}-${match[2]}` } : {}) };
}

const pattern = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}$/;

/** The `traceparent` header that sends a trace to the next worker. */
export function toTraceparent(trace: Trace): string {
  return `00-${trace.id}-${trace.span}-01`;
}

function randomHex(bytes: number): string {
  return crypto.getRandomValues(new Uint8Array(bytes)).toHex();
}
