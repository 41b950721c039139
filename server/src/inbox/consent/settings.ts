import { type Static, Type } from "typebox";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";

const Time = Type.String({ pattern: "^([01]\\d|2[0-3]):[0-5]\\d$", description: "Hours and minutes of the workspace's clock." });

export const FirstWritingSchema = Type.Object(
  {
    quietFrom: Time,
    quietTo: Time,
    most: Type.Integer({ minimum: 1, maximum: 100, description: "Messages that machines may begin with one contact …" }),
    inDays: Type.Integer({ minimum: 1, maximum: 90, description: "… in so many days." }),
  },
  { additionalProperties: false },
);
export type FirstWriting = Static<typeof FirstWritingSchema>;

const DEFAULTS: FirstWriting = { quietFrom: "21:00", quietTo: "08:00", most: 3, inDays: 7 };

/** The settings of the transaction's workspace. */
export async function readFirstWritingSettings(tx: Tx): Promise<FirstWriting> {
  const row = await tx.maybeOne(sql<FirstWriting>`
    select to_char(quiet_from, 'HH24:MI') as "quietFrom", to_char(quiet_to, 'HH24:MI') as "quietTo", most, in_days as "inDays"
    from first_writing_settings where workspace_id = current_workspace()`);
  return row ?? DEFAULTS;
}

export async function writeFirstWritingSettings(ctx: Ctx, settings: FirstWriting): Promise<void> {
  const { quietFrom, quietTo, most, inDays } = settings;
  await ctx.transaction(async (tx) => {
    await tx.run(sql`
      insert into first_writing_settings (workspace_id, quiet_from, quiet_to, most, in_days)
      values (${ctx.workspaceId}, ${quietFrom}, ${quietTo}, ${most}, ${inDays})
      on conflict (workspace_id) do update set quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, most = excluded.most, in_days = excluded.in_days`);
    const entry = { action: "first_writing_settings.changed", subjectKind: "workspace", subjectId: ctx.workspaceId, detail: settings };
    await recordAudit(tx, ctx, entry);
  });
}
