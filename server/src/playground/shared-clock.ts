import { type Ctx, defineError, type JumpingClock, sql } from "../platform/index.ts";

const noClock = defineError("playground.no_clock", 409, "Time can be sent ahead in the demonstration only.");

/** The clock of the demonstration, which product and simulator have in common: what people write carries the time that the product has. */
export interface SharedClock {
  /** In ms. */
  ahead(): number;
  /** @returns how far it is ahead then, in ms. @throws {AppError} playground.no_clock */
  jump(ms: number): Promise<number>;
  /** To the next time that it is this hour, `HH:MM`, in the workspace. @returns and throws as {@link SharedClock.jump} */
  jumpTo(ctx: Ctx, hour: string): Promise<number>;
}

export function shareClock(clock: JumpingClock | undefined, simulatorUrl: string): SharedClock {
  return { ahead: () => clock?.ahead() ?? 0, jump, jumpTo };

  async function jump(ms: number) {
    if (clock === undefined) throw noClock();
    clock.jump(ms);
    await tellSimulator(clock.ahead());
    return clock.ahead();
  }

  async function jumpTo(ctx: Ctx, hour: string) {
    const { then } = await ctx.transaction((tx) =>
      tx.one(sql<{ then: Date }>`
        select (l.now::date + ${hour}::time + case when l.now::time < ${hour}::time then interval '0' else interval '1 day' end) at time zone l.zone as then
        from (select ${ctx.now()}::timestamptz at time zone time_zone as now, time_zone as zone from workspaces where id = current_workspace()) l`),
    );
    return jump(then.getTime() - ctx.now().getTime());
  }

  /** One that is away is told nothing: time went ahead all the same, and it hears of it when it starts. */
  async function tellSimulator(aheadMs: number) {
    const headers = { "content-type": "application/json" };
    await fetch(`${simulatorUrl}/_control/clock`, { method: "PUT", headers, body: JSON.stringify({ aheadMs }) }).catch(() => undefined);
  }
}
