import type { Fault } from './rule.ts';
import { type AnswerOfFragment, type Rule, toError, toWarning } from './rule.ts';

/** What the policy of a page (CSP) and its one document ask of the HTML of a fragment. */
export const markupRules: Rule<AnswerOfFragment>[] = [
  {
    id: 'policy',
    holds: 'HTML has no inline script, style or handler, which the policy of the page refuses',
    find({ answer, text = '' }) {
      if (answer.status !== 200) return [];
      const tags = readTags(text);
      const scripts = tags.filter(({ name, attributes }) => name === 'script' && isInlineScript(attributes));
      const handlers = new Set(
        tags.flatMap(({ attributes }) => attributes.filter((attribute) => /^on[a-z]+=/.test(attribute))),
      );
      return [
        scripts.length > 0
          ? toError('it has an inline script, which does not run', 'load the script as an island')
          : undefined,
        tags.some(({ name }) => name === 'style')
          ? toError(
              'it has a style element, which has no effect',
              'put the styles into the stylesheet of the manifest',
            )
          : undefined,
        tags.some(({ attributes }) => attributes.some((attribute) => attribute.startsWith('style=')))
          ? toError('it has style attributes, which have no effect', 'use classes')
          : undefined,
        ...[...handlers].map((handler) =>
          toError(`it has ${handler.split('=')[0]}, which does not run`, 'add the listener in an island'),
        ),
      ];
    },
  },
  {
    id: 'ids',
    holds: 'each id is there once',
    find({ answer, text = '' }): (Fault | undefined)[] {
      if (answer.status !== 200) return [];
      const ids = readTags(text).flatMap(({ attributes }) =>
        attributes.flatMap((attribute) =>
          attribute.startsWith('id=') ? [attribute.slice(3).replace(/["']/g, '')] : [],
        ),
      );
      const twice = [...new Set(ids.filter((id, index) => ids.indexOf(id) < index))];
      return twice.map((id) => toWarning(`the id ${id} is there twice`, 'give each element its own id'));
    },
  },
];

type Tag = { name: string; attributes: string[] };

const tagPattern =
  /<!--[\s\S]*?-->|<(textarea|title)\b[\s\S]*?<\/\1\s*>|<([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi;

/** The start tags of balanced HTML, in lower case. */
function readTags(html: string): Tag[] {
  return [...html.matchAll(tagPattern)].flatMap(({ 2: name, 3: rest = '' }) =>
    name
      ? [
          {
            name: name.toLowerCase(),
            attributes: [...rest.matchAll(/([^\s=/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"']+))?/g)].map(
              ([, attribute = '', value]) =>
                attribute.toLowerCase() + (value === undefined ? '' : `=${value}`),
            ),
          },
        ]
      : [],
  );
}

/** Data in a script, such as JSON, does not run, so it needs no permission. */
function isInlineScript(attributes: string[]): boolean {
  const type = attributes.find((attribute) => attribute.startsWith('type='))?.toLowerCase();
  const runs = !type || /module|javascript|importmap|speculationrules/.test(type);
  return runs && !attributes.some((attribute) => attribute.startsWith('src='));
}
