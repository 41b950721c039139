import type { OutboundContent } from "../../../../content/content.ts";
import type { Effect } from "../../../../flow/run.ts";
import { giveFloor, handOverIn, readEntryRules } from "../../inbox/index.ts";
import { AppError, type Ctx, type Tx } from "../../platform/index.ts";
import type { FlowGround } from "../ground.ts";
import type { Run } from "./run.ts";

type Wanted = Pick<Extract<Effect, { do: "hand_over" }>, "to" | "toId" | "reason" | "summary" | "sentence">;

/** Gives the floor to whom the flow names; where they are gone, to people: nobody is left with a machine that has nothing more to say. */
export async function handOverRun(tx: Tx, ctx: Ctx, ground: FlowGround, run: Run, wanted: Wanted): Promise<void> {
  const { to, toId } = wanted;
  if (to === "nobody") return release(tx, ctx, run);
  if (to === "person" && toId === null) return handToPeople(tx, ctx, ground, run, wanted);
  if (!(await handOver(tx, ctx, ground, run, { holder: to, id: toId }, wanted))) await handToPeople(tx, ctx, ground, run, wanted);
}

/** To the queue that the entry rules end with, else to whoever looks into the inbox. */
export async function handToPeople(tx: Tx, ctx: Ctx, ground: FlowGround, run: Run, wanted: Omit<Wanted, "to" | "toId">): Promise<void> {
  const { otherwise } = await readEntryRules(tx);
  const isHanded = otherwise?.holder === "queue" && (await handOver(tx, ctx, ground, run, { holder: "queue", id: otherwise.id }, wanted));
  if (!isHanded) await handOver(tx, ctx, ground, run, { holder: "person", id: null }, wanted);
}

/** Nobody has the floor: the next message begins again. */
export async function release(tx: Tx, ctx: Ctx, { conversationId }: Run): Promise<void> {
  await giveFloor(tx, { workspaceId: ctx.workspaceId, conversationId, now: ctx.now() }, { holder: "nobody", id: null }, "released");
}

/** @returns false where they are not there */
async function handOver(
  tx: Tx,
  ctx: Ctx,
  { parts }: FlowGround,
  { conversationId }: Run,
  to: { holder: "queue" | "ai" | "person"; id: string | null },
  { reason, summary, sentence }: Omit<Wanted, "to" | "toId">,
): Promise<boolean> {
  const said: OutboundContent | undefined = sentence === null ? undefined : { kind: "text", text: sentence };
  try {
    await handOverIn(tx, ctx, parts, conversationId, { to, reason, ...(summary === "" ? {} : { summary }), sentence: said });
    return true;
  } catch (error) {
    // Thrown before anything is written.
    if (!(error instanceof AppError)) throw error;
    ctx.log.warn({ code: error.code, conversationId, holder: to.holder }, "a flow handed over to somebody who is not there");
    return false;
  }
}
