import { root } from '../workers.ts';
import type { Contract } from './contract.ts';
import { ContractError } from './contract-error.ts';

/**
 * Reads the contract of every slice from the working tree.
 *
 * @throws ContractError if a worker does not compile, or a call cannot be understood
 */
export async function readTree(): Promise<Contract[]> {
  const child = Bun.spawn([process.execPath, `${import.meta.dir}/print-contracts.ts`], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [text, errors, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  if (code !== 0) {
    const lines = errors.trim().split('\n');
    const said = lines.find((line) => /^(?:\w*[Ee]rror)\b/.test(line)) ?? lines.at(-1) ?? '';
    throw new ContractError(`The contracts of the working tree cannot be read. ${said}`);
  }
  return JSON.parse(text) as Contract[];
}
