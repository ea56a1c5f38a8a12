import { source } from 'axe-core';
import type { Page } from 'playwright-core';

type Violation = { id: string; nodes: { html: string }[] };

/**
 * Finds what axe says is wrong with a page: a rule and the start of an element each. The page's policy would refuse axe, so the page is
 * opened with `bypassCSP`.
 */
export async function findViolations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(how: object): Promise<{ violations: Violation[] }> } };
    // Selectors take longest, and a test shows the elements themselves.
    return (await axe.run({ resultTypes: ['violations'], selectors: false })).violations;
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
