import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { root } from '../workers.ts';
import { defaultObjective, type Objective, Objectives } from './objective.ts';

/**
 * Reads the objectives of all slices, from `frontends/<slice>/objectives.json`.
 *
 * @returns a function that gives the objective of a fragment, such as `pricing/price`
 * @throws Error with the file and the field, if a file is not valid
 */
export function readObjectives(folder = `${root}/frontends`): (fragment: string) => Objective {
  const found = new Map<string, Objective>();
  for (const slice of readdirSync(folder)) {
    const file = `${folder}/${slice}/objectives.json`;
    if (!existsSync(file)) continue;
    const parsed = v.safeParse(Objectives, JSON.parse(readFileSync(file, 'utf8')));
    if (!parsed.success) {
      const [issue] = parsed.issues;
      throw new Error(`${file}: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
    }
    for (const [name, objective] of Object.entries(parsed.output)) found.set(`${slice}/${name}`, objective);
  }
  return (fragment) => found.get(fragment) ?? defaultObjective;
}
