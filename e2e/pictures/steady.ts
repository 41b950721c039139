import type { BrowserContext, Page, Route } from "playwright-core";

/** Every picture is taken at this time, whenever the program was started: the middle of a minute, at noon in Manaus. */
export const NOON = "2026-11-19T16:00:30.000Z";

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
/** What is another one at each start and can be seen, with what is shown instead. */
const SHOWN_INSTEAD: Record<string, Json> = {
  webhookUrl: "https://prosa.example/webhooks/118700891164806",
  externalId: "118700891164806",
  latencyMs: 12,
  usedBytes: 82_731,
};

/**
 * Makes what the server tells the same at each run: its times are moved so that the demo began at `NOON`, numbers that are drawn by lot get
 * a fixed value, and nothing that a page does changes what the next picture shows.
 * @param startedAt when the program says that the demo began.
 */
export async function holdStill(context: BrowserContext, startedAt: number): Promise<void> {
  await context.clock.setFixedTime(NOON);
  const moveMs = Date.parse(NOON) - startedAt;
  await context.route("**/api/v1/**", async (route) => {
    const request = route.request();
    // Marking as read, saving preferences and telling that somebody types change the demo.
    if (request.method() !== "GET") return route.fulfill({ status: 204 });
    if (request.resourceType() !== "fetch") return route.continue();
    await passOn(route, (json) => steady(json, moveMs));
  });
}

/** Answers `address` with what `change` makes of the server's own answer. */
export async function change(page: Page, address: string | RegExp, moveMs: number, alter: (json: any) => unknown): Promise<void> {
  await page.route(address, async (route) => {
    if (route.request().method() !== "GET") return route.fallback();
    await passOn(route, (json) => alter(steady(json, moveMs)));
  });
}

/** Answers `address` with `json`. */
export const answer = (page: Page, address: string | RegExp, json: unknown, status = 200): Promise<unknown> =>
  page.route(address, (route) => route.fulfill({ status, json }));

async function passOn(route: Route, alter: (json: Json) => unknown): Promise<void> {
  try {
    const response = await route.fetch();
    if (response.headers()["content-type"]?.includes("json") !== true) return await route.fulfill({ response });
    await route.fulfill({ response, json: alter((await response.json()) as Json) });
  } catch {
    // The page was closed while it waited.
  }
}

function steady(value: Json, moveMs: number, name = ""): Json {
  if (value === null) return null;
  if (name in SHOWN_INSTEAD) return SHOWN_INSTEAD[name] as Json;
  if (typeof value === "string") return TIME.test(value) ? new Date(Date.parse(value) + moveMs).toISOString() : value;
  if (Array.isArray(value)) return value.map((one) => steady(one, moveMs));
  if (typeof value !== "object") return value;
  if (name === "settings") return Object.fromEntries(Object.keys(value).map((key) => [key, "118700891164806"]));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, steady(one, moveMs, key)]));
}
