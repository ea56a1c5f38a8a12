import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import type { Visit } from './create-pairs.ts';

const VisitLine = v.object({
  arm: v.picklist(['before', 'canary', 'control']),
  source: v.pipe(v.string(), v.minLength(1)),
  values: v.record(v.string(), v.pipe(v.number(), v.finite())),
});

/** A visit of an arm, or to the stable version from before the canary. */
type RecordedVisit = Omit<Visit, 'arm'> & { arm: Visit['arm'] | 'before' };

/**
 * Reads visits from a file, one as JSON in each line, in the order in which they happened.
 *
 * @throws a sentence with the number of the line that is no visit
 */
export async function* readVisits(path: string): AsyncGenerator<RecordedVisit> {
  let number = 0;
  for await (const line of createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number += 1;
    if (line.trim() !== '') yield toVisit(line, number);
  }
}

function toVisit(line: string, number: number): RecordedVisit {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error(`Line ${number} is not JSON.`);
  }
  const parsed = v.safeParse(VisitLine, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new Error(`Line ${number}: ${v.getDotPath(issue) ?? 'the visit'}: ${issue.message}.`);
}
