/** A page that is measured, and what every answer has to hold. */
export type Target = {
  url: string;
  headers?: Record<string, string>;
  /** The process that makes it. */
  pid: number;
  parts: string[];
  connections?: number;
  /** What stands in an answer only where something went wrong. */
  never?: string[];
};

/**
 * Asks for the page once.
 *
 * @returns the size of its body in bytes
 * @throws Error where the answer is not whole
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
    throw new Error(`${url} answered ${response.status}, ${faults.join(', ') || 'whole'}`);
  }
  return Buffer.byteLength(body);
}

function brief(part: string): string {
  return part.length > 60 ? `${part.slice(0, 60)}…` : part;
}
