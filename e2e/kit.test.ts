/// <reference lib="dom" />
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { accessibilityProblems } from "./accessibility.ts";
import { startDemo } from "./browser.ts";

// The kit of components, in both themes and at three widths. With PROSA_SHOTS a folder gets the pictures.
const demo = await startDemo();
const context = await demo.browser.newContext({ locale: "pt-BR", reducedMotion: "reduce" });
await context.request.post(`${demo.base}/api/v1/login`, { data: demo.login, headers: { origin: demo.base } });

const problems: string[] = [];

async function open(width: number, address = "/kit"): Promise<Page> {
  const page = await context.newPage();
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.setViewportSize({ width, height: width < 500 ? 844 : 900 });
  await page.goto(demo.base + address);
  await page.getByRole("heading", { name: "Kit" }).waitFor();
  return page;
}

/** @param whole makes the window as high as the page; what is open closes. */
async function shoot(page: Page, name: string, whole = false) {
  const folder = process.env["PROSA_SHOTS"];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  if (whole) {
    const height = await page.getByRole("main").evaluate((main) => [...main.children].reduce((sum, one) => sum + one.scrollHeight, 40));
    const { width } = page.viewportSize() as { width: number };
    await page.setViewportSize({ width, height });
  }
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

for (const [width, theme] of [
  [1440, "light"],
  [1024, "dark"],
  [390, "light"],
] as const)
  test(`at ${width} px, ${theme}, the kit is drawn, nothing is too wide, and the accessibility checker finds nothing`, async () => {
    const page = await open(width);
    await page.emulateMedia({ colorScheme: theme });
    await page.locator(`[data-theme=${theme}]`).waitFor();
    assert.equal(await page.getByRole("region", { name: "Controls" }).getByRole("button", { name: "Primary" }).count(), 1);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "no sideways scrolling");
    assert.deepEqual(await accessibilityProblems(page), []);
    await shoot(page, `kit-${width}-${theme}`, true);
    await page.close();
    assert.deepEqual(problems, []);
  });

test("layers open, say what they are, and give the focus back", async () => {
  const page = await open(1440, "/kit?tab=layers");
  const opener = page.getByRole("button", { name: "Menu" });
  await opener.click();
  const choices = page.getByRole("menuitemradio");
  assert.deepEqual(await choices.evaluateAll((all) => all.map((one) => one.getAttribute("aria-checked"))), ["true", "false"]);
  await shoot(page, "kit-menu");
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.getByRole("menuitemcheckbox", { name: "Unread only" }).click();
  await opener.click();
  assert.equal(await page.getByRole("menuitemcheckbox").getAttribute("aria-checked"), "true");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Form dialog" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").getByText("nobody is there").waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await shoot(page, "kit-dialog");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Form dialog");
  await page.getByRole("button", { name: "Toast" }).click();
  await page.getByRole("status").getByText("Conversation resolved").waitFor();
  await page.close();
});

test("conditions are built by keyboard, and what is wrong stands beside its condition", async () => {
  const page = await open(1440, "/kit?tab=filter");
  const builder = page.getByRole("region", { name: "Filter builder" });
  await builder.getByRole("group").first().waitFor();
  assert.equal(await builder.getByRole("alert").count(), 2, "one is wrong, one is unfinished");
  await builder.getByRole("button", { name: /^Valor: cold/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Procurar" }).fill("LOU");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  assert.deepEqual(await accessibilityProblems(page), []);
  await shoot(page, "kit-choices");
  await page.keyboard.press("Escape");
  await builder.getByRole("button", { name: "Valor: cold, rare, loud" }).waitFor();
  await builder.getByRole("button", { name: "Remover a condição 4" }).click();
  assert.equal(await builder.getByRole("alert").count(), 1);
  await page.close();
  assert.deepEqual(problems, []);
});

test("a table is sorted, walked and selected by keyboard, keeps its order in the address, and is saved as a file", async () => {
  const page = await open(1440, "/kit?tab=table");
  const table = page.getByRole("table", { name: "Parts", exact: true });
  const names = () => table.locator("tbody tr td:nth-child(2)").allTextContents();
  await table.getByRole("button", { name: "In stock" }).click();
  await page.waitForURL(/sort=stock/);
  assert.equal((await names())[0], "Compressor 12k");
  await table.getByRole("button", { name: "In stock" }).click();
  await page.waitForURL(/sort=-stock/);
  const sorted = await names();
  assert.equal(sorted[0], "Sensor de temperatura");
  await page.reload();
  await table.waitFor();
  assert.deepEqual(await names(), sorted);
  const rows = table.locator("tbody tr");
  await rows.first().focus();
  await page.keyboard.press("Space");
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "Shift+Space"]) await page.keyboard.press(key);
  assert.equal(await table.getByRole("checkbox", { checked: true }).count(), 4, "Shift takes those between along");
  await page.keyboard.press("Enter");
  await page.getByText(/^More about/).waitFor();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download CSV" }).click()]);
  assert.equal(file.suggestedFilename(), "parts.csv");
  const many = page.getByRole("table", { name: "Many parts" });
  assert.equal(await many.getAttribute("aria-rowcount"), "5001");
  assert.ok((await many.getByRole("row").count()) < 80, "only what is seen is drawn");
  assert.deepEqual(problems, []);
  await page.close();
});
