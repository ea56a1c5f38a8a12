import type { PageReport } from '../platform/compose/page-report.ts';

/** The log line of a worker about a request. */
export type RequestLine = {
  worker: string;
  method: string;
  path: string;
  status: number;
  ms: number;
  trace: string;
  span: string;
  parent?: string;
  /** On the shell's line: the trace and the span that the client sent. */
  link?: string;
};
/** The log line of the shell about a page. */
export type PageLine = PageReport & { page: string; trace: string };

/** Collects the log of a shop's workers. A request is found by its trace, or by the trace that its client sent to the shell. */
export function collectLog() {
  const requests: RequestLine[] = [];
  const pages: PageLine[] = [];

  return {
    onLog(text: string) {
      const line = text.startsWith('{') ? JSON.parse(text) : {};
      if ('page' in line) pages.push(line);
      else if ('span' in line) requests.push(line);
    },
    requestsOf(trace: string) {
      const own = toOwn(trace);
      return requests.filter((line) => line.trace === own);
    },
    /** Counts how often a worker has answered a path, in any trace. The shell logs a line when its request has ended. */
    count: (worker: string, path: string) =>
      requests.filter((line) => line.worker === worker && line.path === path).length,
    pageOf(trace: string) {
      const own = toOwn(trace);
      return pages.find((line) => line.trace === own);
    },
  };

  function toOwn(trace: string): string {
    return requests.find(({ link }) => link?.startsWith(`${trace}-`))?.trace ?? trace;
  }
}

/** Creates a trace, as a client does that wants to find its request in the log. */
export function createTrace() {
  const hex = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)).toHex();
  const id = hex(16);
  const span = hex(8);
  return { id, span, headers: { traceparent: `00-${id}-${span}-01` } };
}
