/// <reference lib="dom" />
import AxeSource from "axe-core";
import type { Page } from "playwright-core";

/** What the accessibility checker finds on a page by WCAG 2.2 AA: each rule that is broken, and where. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(AxeSource.source);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
      // Names of rows and menus are written for the ear: they say more, and in another order, than the eye sees.
      rules: { "label-content-name-mismatch": { enabled: false } },
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  });
}
