import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import * as v from 'valibot';
import { writeWhole } from '../runtime/write-whole.ts';
import { root } from '../workers.ts';
import { Contract } from './contract.ts';
import { ContractError } from './contract-error.ts';

/** The folder with the contract of each slice at its last release. */
export const recordsFolder = `${root}/contracts/released`;

/**
 * Reads the recorded contracts.
 *
 * @param replaced slices whose records may be broken, since they are written again
 * @throws ContractError if a record is broken
 */
export async function readRecords(
  folder = recordsFolder,
  replaced: readonly string[] = [],
): Promise<Contract[]> {
  const files = await readdir(folder).catch(() => []);
  const slices = files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length));
  const records = await Promise.all(
    slices.sort().map((slice) =>
      readRecord(`${folder}/${slice}.json`, slice).catch((error) => {
        if (replaced.includes(slice) && error instanceof ContractError) return undefined;
        throw error;
      }),
    ),
  );
  return records.filter((record) => record !== undefined);
}

async function readRecord(path: string, slice: string): Promise<Contract> {
  const shown = path.replace(`${root}/`, '');
  const restore = `Restore it from git, or record the slice again: bun run contracts --record ${slice} --force`;
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new ContractError(`${shown} is no JSON: ${(error as Error).message}. ${restore}`);
  }
  const parsed = v.safeParse(Contract, json);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new ContractError(
      `${shown} is no contract: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}. ${restore}`,
    );
  }
  if (parsed.output.slice !== slice)
    throw new ContractError(`${shown} has the contract of ${parsed.output.slice}. ${restore}`);
  return parsed.output;
}

/** Records the contract of a slice. The file is written completely or not at all. */
export async function writeRecord(contract: Contract, folder = recordsFolder): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeWhole(`${folder}/${contract.slice}.json`, toText(contract), 0o644);
}

/** Forgets the contract of a slice that does not exist any more. */
export async function removeRecord(slice: string, folder = recordsFolder): Promise<void> {
  await rm(`${folder}/${slice}.json`, { force: true });
}

/** One line for each route, fragment and event, so that a difference can be read. */
function toText({ slice, offers, needs }: Contract): string {
  const list = (entries: unknown[]) =>
    entries.length === 0
      ? '[]'
      : `[\n${entries.map((entry) => `      ${JSON.stringify(entry)}`).join(',\n')}\n    ]`;
  const part = (entries: object) =>
    Object.entries(entries)
      .map(
        ([name, value]) =>
          `    ${JSON.stringify(name)}: ${Array.isArray(value) ? list(value) : JSON.stringify(value)}`,
      )
      .join(',\n');
  return `{\n  "slice": ${JSON.stringify(slice)},\n  "offers": {\n${part(offers)}\n  },\n  "needs": {\n${part(needs)}\n  }\n}\n`;
}
