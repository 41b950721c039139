import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";

/** How people are reminded. */
export interface AppointmentSettings {
  /** A day before. */
  remindsDayBefore: boolean;
  /** An hour before. */
  remindsHourBefore: boolean;
  /** Said where the contact has not written for a day: name of the contact, service, day, hour and member are its variables, in this order. */
  template: { name: string; language: string } | null;
}

const DEFAULTS: AppointmentSettings = { remindsDayBefore: true, remindsHourBefore: true, template: null };

export async function readAppointmentSettings(tx: Tx): Promise<AppointmentSettings> {
  const kept = await tx.maybeOne(sql<{ appointments: Partial<AppointmentSettings> }>`
    select appointments from lead_settings where workspace_id = current_workspace()`);
  return { ...DEFAULTS, ...kept?.appointments };
}

export const changeAppointmentSettings = (ctx: Ctx, change: Partial<AppointmentSettings>): Promise<AppointmentSettings> =>
  ctx.transaction(async (tx) => {
    const next = { ...(await readAppointmentSettings(tx)), ...change };
    await tx.run(sql`
      insert into lead_settings (workspace_id, appointments) values (${ctx.workspaceId}, ${JSON.stringify(next)})
      on conflict (workspace_id) do update set appointments = excluded.appointments`);
    await recordAudit(tx, ctx, {
      action: "appointment_settings.changed",
      subjectKind: "workspace",
      subjectId: ctx.workspaceId,
      detail: { ...change },
    });
    return next;
  });
