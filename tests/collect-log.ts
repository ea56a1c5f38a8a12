import type { PageReport } from '../platform/compose/page-report.ts';

/** What a worker logs of a request. */
export type RequestLine = {
  worker: string;
  method: string;
  path: string;
  status: number;
  ms: number;
  trace: string;
  span: string;
  parent?: string;
};
/** What the shell logs of a page. */
export type PageLine = PageReport & { page: string; trace: string };

/** Keeps what a shop's workers log, told apart by trace. */
export function collectLog() {
  const requests: RequestLine[] = [];
  const pages: PageLine[] = [];

  return {
    onLog(text: string) {
      const line = text.startsWith('{') ? JSON.parse(text) : {};
      if ('page' in line) pages.push(line);
      else if ('span' in line) requests.push(line);
    },
    requestsOf: (trace: string) => requests.filter((line) => line.trace === trace),
    pageOf: (trace: string) => pages.find((line) => line.trace === trace),
  };
}

/** A trace of its own, as a client starts one that wants to find its request again. */
export function createTrace() {
  const hex = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)).toHex();
  const id = hex(16);
  const span = hex(8);
  return { id, span, headers: { traceparent: `00-${id}-${span}-01` } };
}
