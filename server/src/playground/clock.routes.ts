import { Type } from "typebox";
import type { App } from "../platform/index.ts";
import { playgroundUse } from "./rights.ts";
import type { SharedClock } from "./shared-clock.ts";

/** The clock of the demonstration. */
export function clockRoutes(app: App, clock: SharedClock) {
  const use = { config: { access: playgroundUse } };
  const hidden = { hide: true };
  const Clock = Type.Object({ aheadMs: Type.Integer() });
  app.get("/playground/clock", { ...use, schema: { ...hidden, response: { 200: Clock } } }, async () => ({ aheadMs: clock.ahead() }));
  app.post(
    "/playground/clock",
    {
      ...use,
      schema: {
        ...hidden,
        body: Type.Object({ minutes: Type.Integer({ minimum: 1, maximum: 60 * 24 * 40 }) }, { additionalProperties: false }),
        response: { 200: Clock },
      },
    },
    async ({ body }) => ({ aheadMs: await clock.jump(body.minutes * 60_000) }),
  );
  // What waits is moved along, as wherever a clock goes back.
  app.delete("/playground/clock", { ...use, schema: { ...hidden, response: { 200: Clock } } }, async () => ({
    aheadMs: await clock.jump(-clock.ahead()),
  }));
}
