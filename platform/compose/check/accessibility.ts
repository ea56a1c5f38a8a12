import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type AnswerOfFragment, type Fault, toError } from './rule.ts';

type Violation = { id: string; help: string; helpUrl: string; nodes: { html: string }[] };
type Page = {
  window: {
    eval(source: string): void;
    axe: { run(part: unknown, how: object): Promise<{ violations: Violation[] }> };
    close(): void;
  };
};
type Jsdom = {
  JSDOM: new (
    html: string,
    how: object,
  ) => Page & { window: { document: { querySelector(name: string): unknown } } };
};

/**
 * Makes the check by axe, in jsdom. Both are large, so the package does not bring them: it takes those of the project in `folder`.
 *
 * @returns undefined if the project has not both of them
 */
export async function loadAccessibilityCheck(folder: string) {
  const load = async (name: string) => {
    const path = createRequire(join(folder, 'package.json')).resolve(name);
    return import(pathToFileURL(path).href);
  };
  let jsdom: Jsdom;
  let source: string;
  try {
    jsdom = await load('jsdom');
    const axe = await load('axe-core');
    source = (axe.default ?? axe).source;
  } catch {
    return undefined;
  }

  return async function findAccessibilityFaults({ answer, text }: AnswerOfFragment): Promise<Fault[]> {
    if (answer.status !== 200 || text === undefined) return [];
    const { window } = new jsdom.JSDOM(
      `<!doctype html><html lang="en"><head><title>fragment</title></head><body><main>${text}</main></body></html>`,
      { runScripts: 'outside-only' },
    );
    try {
      window.eval(source);
      const { violations } = await window.axe.run(window.document.querySelector('main'), {
        rules: withoutLayout,
      });
      return violations.map(({ id, help, helpUrl, nodes }) =>
        toError(`axe ${id}: ${help}: ${brief(nodes[0]?.html ?? '')}`, `see ${helpUrl.split('?')[0]}`),
      );
    } finally {
      window.close();
    }
  };
}

/** Rules that need colors and sizes, which jsdom does not know, or a whole page. */
const withoutLayout = Object.fromEntries(
  [
    'color-contrast',
    'target-size',
    'region',
    'page-has-heading-one',
    'landmark-one-main',
    'heading-order',
  ].map((id) => [id, { enabled: false }]),
);

function brief(html: string): string {
  return html.length > 80 ? `${html.slice(0, 80)}…` : html;
}
