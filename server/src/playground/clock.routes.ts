import { Type } from "typebox";
import { type App, defineError, type JumpingClock } from "../platform/index.ts";
import { playgroundUse } from "./rights.ts";

const noClock = defineError("playground.no_clock", 409, "Time can be sent ahead in the demonstration only.");

/** The clock of the demonstration. The simulator is told of a jump: what people write carries the time that the product has. */
export function clockRoutes(app: App, { simulatorUrl, jumpingClock }: { simulatorUrl: string; jumpingClock: JumpingClock | undefined }) {
  const use = { config: { access: playgroundUse } };
  const hidden = { hide: true };
  const Clock = Type.Object({ aheadMs: Type.Integer() });
  app.get("/playground/clock", { ...use, schema: { ...hidden, response: { 200: Clock } } }, async () => ({
    aheadMs: jumpingClock?.ahead() ?? 0,
  }));
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
    async ({ body }) => {
      if (jumpingClock === undefined) throw noClock();
      return jump(jumpingClock, body.minutes * 60_000);
    },
  );
  app.delete("/playground/clock", { ...use, schema: { ...hidden, response: { 200: Clock } } }, async () => {
    if (jumpingClock === undefined) throw noClock();
    // What waits is moved along, as wherever a clock goes back.
    return jump(jumpingClock, -jumpingClock.ahead());
  });

  async function jump(clock: JumpingClock, ms: number) {
    clock.jump(ms);
    const aheadMs = clock.ahead();
    await tellSimulator(aheadMs);
    return { aheadMs };
  }

  /** One that is away is told nothing: time went ahead all the same, and it hears of it when it starts. */
  async function tellSimulator(aheadMs: number) {
    const headers = { "content-type": "application/json" };
    await fetch(`${simulatorUrl}/_control/clock`, { method: "PUT", headers, body: JSON.stringify({ aheadMs }) }).catch(() => undefined);
  }
}
