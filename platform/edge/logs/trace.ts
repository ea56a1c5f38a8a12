/** The trace a request belongs to: https://www.w3.org/TR/trace-context/ */
export type Trace = {
  /** 32 hexadecimal digits, the same on every hop. */
  id: string;
  /** 16 hexadecimal digits, this hop's own. */
  span: string;
  /** The caller's span; absent at the edge. */
  parent?: string;
  /** At the edge: the client's own trace and span, `<id>-<span>`, where it sent one. */
  link?: string;
};

/** Reads a `traceparent` header; a missing or malformed one starts a new trace. */
export function toTrace(traceparent: string | undefined): Trace {
  const match = traceparent?.match(pattern);
  if (match) return { id: match[1] as string, span: randomHex(8), parent: match[2] as string };
  const both = randomHex(24);
  return { id: both.slice(0, 32), span: both.slice(32) };
}

/**
 * Starts a trace at the edge. A client's trace is linked, not continued: anyone could send the id of another request and mix
 * theirs into its lines. https://opentelemetry.io/docs/concepts/signals/traces/#span-links
 */
export function startTrace(traceparent: string | undefined): Trace {
  const match = traceparent?.match(pattern);
  return { ...toTrace(undefined), ...(match ? { link: `${match[1]}-${match[2]}` } : {}) };
}

const pattern = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}$/;

/** The `traceparent` header that hands `trace` on to the next hop. */
export function toTraceparent(trace: Trace): string {
  return `00-${trace.id}-${trace.span}-01`;
}

function randomHex(bytes: number): string {
  return crypto.getRandomValues(new Uint8Array(bytes)).toHex();
}
