import { type Static, Type } from "typebox";
import { type Ctx, Nullable, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";

export const DeskSettingsSchema = Type.Object(
  {
    personalCeiling: Type.Integer({ minimum: 1, maximum: 200, description: "Tickets that one agent serves at a time over all queues." }),
    silentSeconds: Type.Integer({
      minimum: 20,
      maximum: 3600,
      description: "Without a sign of any device for so long an agent is offline …",
    }),
    graceSeconds: Type.Integer({
      minimum: 0,
      maximum: 86_400,
      description: "… and so long after that their tickets go back to the queue.",
    }),
    awayReasons: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 30, uniqueItems: true }),
    ratingQuestion: Nullable(Type.String({ minLength: 1, maxLength: 500, description: "Null: the product's words." })),
    warnPercent: Type.Integer({ minimum: 10, maximum: 100, description: "A promise is near when so much of its time is gone." }),
  },
  { additionalProperties: false },
);
export type DeskSettings = Static<typeof DeskSettingsSchema>;

const DEFAULTS: DeskSettings = {
  personalCeiling: 10,
  silentSeconds: 45,
  graceSeconds: 120,
  awayReasons: ["Almoço", "Pausa", "Reunião", "Treinamento"],
  ratingQuestion: null,
  warnPercent: 80,
};

/** The settings of the transaction's workspace. */
export async function readDeskSettings(tx: Tx): Promise<DeskSettings> {
  const [row] = await tx.named<DeskSettings>(
    "desk.settings",
    `select personal_ceiling as "personalCeiling", silent_seconds as "silentSeconds", grace_seconds as "graceSeconds", away_reasons as "awayReasons",
       rating_question as "ratingQuestion", warn_percent as "warnPercent" from desk_settings where workspace_id = current_workspace()`,
    [],
  );
  return row ?? DEFAULTS;
}

export async function writeDeskSettings(ctx: Ctx, settings: DeskSettings): Promise<void> {
  const { personalCeiling, silentSeconds, graceSeconds, awayReasons, ratingQuestion, warnPercent } = settings;
  await ctx.transaction(async (tx) => {
    await tx.run(sql`
      insert into desk_settings (workspace_id, personal_ceiling, silent_seconds, grace_seconds, away_reasons, rating_question, warn_percent)
      values (${ctx.workspaceId}, ${personalCeiling}, ${silentSeconds}, ${graceSeconds}, ${awayReasons}, ${ratingQuestion}, ${warnPercent})
      on conflict (workspace_id) do update set personal_ceiling = excluded.personal_ceiling, silent_seconds = excluded.silent_seconds,
        grace_seconds = excluded.grace_seconds, away_reasons = excluded.away_reasons, rating_question = excluded.rating_question, warn_percent = excluded.warn_percent`);
    await recordAudit(tx, ctx, { action: "desk_settings.changed", subjectKind: "workspace", subjectId: ctx.workspaceId, detail: settings });
  });
}
