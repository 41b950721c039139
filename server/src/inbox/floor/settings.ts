import { type Static, Type } from "typebox";
import { type App, type Ctx, sql, type Tx } from "../../platform/index.ts";
import { recordAudit, workspaceManage } from "../../team/index.ts";
import { conversationsRead } from "../rights.ts";

const closed = { additionalProperties: false };

const FloorSettings = Type.Object(
  {
    turnQuietMs: Type.Integer({ minimum: 0, maximum: 60_000, description: "A turn comes so long after the contact's last message." }),
    turnLimitMs: Type.Integer({ minimum: 0, maximum: 120_000, description: "And at most so long after the first that was not answered." }),
    silenceHours: Type.Integer({
      minimum: 1,
      maximum: 720,
      description: "So long after the last message a session ends that no person and no queue holds.",
    }),
    automaticReplies: Type.Integer({
      minimum: 1,
      maximum: 200,
      description: "After so many automatic replies without a person's, bots stop.",
    }),
  },
  closed,
);
export type FloorSettings = Static<typeof FloorSettings>;

const DEFAULTS: FloorSettings = { turnQuietMs: 2_000, turnLimitMs: 10_000, silenceHours: 24, automaticReplies: 20 };

/** The workspace's hours of silence, inside another statement. */
export const SILENCE_HOURS = `coalesce((select silence_hours from floor_settings where workspace_id = current_workspace()), ${DEFAULTS.silenceHours})`;

/** The settings of the transaction's workspace. */
export async function readFloorSettings(tx: Tx): Promise<FloorSettings> {
  const [row] = await tx.named<FloorSettings>(
    "inbox.floor_settings",
    `select turn_quiet_ms as "turnQuietMs", turn_limit_ms as "turnLimitMs", silence_hours as "silenceHours", automatic_replies as "automaticReplies"
     from floor_settings where workspace_id = current_workspace()`,
    [],
  );
  return row ?? DEFAULTS;
}

async function writeFloorSettings(ctx: Ctx, settings: FloorSettings): Promise<void> {
  const { turnQuietMs, turnLimitMs, silenceHours, automaticReplies } = settings;
  await ctx.transaction(async (tx) => {
    await tx.run(sql`
      insert into floor_settings (workspace_id, turn_quiet_ms, turn_limit_ms, silence_hours, automatic_replies)
      values (${ctx.workspaceId}, ${turnQuietMs}, ${turnLimitMs}, ${silenceHours}, ${automaticReplies})
      on conflict (workspace_id) do update set turn_quiet_ms = excluded.turn_quiet_ms, turn_limit_ms = excluded.turn_limit_ms,
        silence_hours = excluded.silence_hours, automatic_replies = excluded.automatic_replies`);
    await recordAudit(tx, ctx, {
      action: "floor_settings.changed",
      subjectKind: "workspace",
      subjectId: ctx.workspaceId,
      detail: settings,
    });
  });
}

/** `GET` and `PUT /floor-settings`: how long turns and sessions wait. */
export function floorSettingsRoutes(app: App) {
  app.get(
    "/floor-settings",
    {
      config: { access: conversationsRead },
      schema: { tags: ["Floor"], summary: "How long turns and sessions wait", response: { 200: FloorSettings } },
    },
    ({ ctx }) => ctx.transaction(readFloorSettings),
  );
  app.put(
    "/floor-settings",
    {
      config: { access: workspaceManage },
      schema: {
        tags: ["Floor"],
        summary: "Change how long turns and sessions wait",
        body: FloorSettings,
        response: { 200: FloorSettings },
      },
    },
    async ({ ctx, body }) => {
      await writeFloorSettings(ctx, body);
      return body;
    },
  );
}
