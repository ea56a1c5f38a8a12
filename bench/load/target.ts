/** A measured page, and texts that every answer must contain. */
export type Target = {
  url: string;
  headers?: Record<string, string>;
  /** The process that serves the page. */
  pid: number;
  parts: string[];
  connections?: number;
  /** A text that an answer contains only after a fault. */
  never?: string[];
};

/**
 * Requests the page once.
 *
 * @returns the size of its body in bytes
 * @throws Error if the answer is not complete
 */
export async function checkAnswer({ url, headers = {}, parts, never = [] }: Target): Promise<number> {
  const response = await fetch(url, { headers });
  const body = await response.text();
  const missing = parts.filter((part) => !body.includes(part));
  const wrong = never.filter((part) => body.includes(part));
  if (response.status !== 200 || missing.length > 0 || wrong.length > 0) {
    const faults = [
      ...missing.map((part) => `lacks ${brief(part)}`),
      ...wrong.map((part) => `has ${brief(part)}`),
    ];
    throw new Error(`${url} answered ${response.status}, ${faults.join(', ') || 'complete'}`);
  }
  return Buffer.byteLength(body);
}

function brief(part: string): string {
  return part.length > 60 ? `${part.slice(0, 60)}…` : part;
}
