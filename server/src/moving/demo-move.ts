import { type Ctx, sql } from "../platform/index.ts";
import type { MovingGround } from "./ground.ts";
import { changeMove, createMove } from "./moves.ts";

/** The business still has an account of Chatwoot, which the simulator plays: connected, its inbox placed, and ready to be moved. */
export async function demoMove(ctx: Ctx, ground: MovingGround, simulatorUrl: string | undefined): Promise<void> {
  if (simulatorUrl === undefined) return;
  const channel = await ctx.transaction((tx) =>
    tx.maybeOne(
      sql<{
        id: string;
      }>`select id from channels where workspace_id = current_workspace() and kind = 'whatsapp_cloud' order by created_at limit 1`,
    ),
  );
  if (channel === null) return;
  const { id, inboxes } = await createMove(ctx, ground, { url: `${simulatorUrl}/chatwoot`, accountId: 1, key: "chatwoot-demo" });
  await changeMove(ctx, id, { perMinute: 600, inboxes: inboxes.map((one) => ({ id: one.id, channelId: channel.id })) });
}
