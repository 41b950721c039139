import { addBusinessTime } from "../../../../hours/business-time.ts";
import type { Calendar } from "../../../../hours/calendar.ts";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import type { Priority } from "../closed-sets.ts";
import { ensureCalendar } from "../records/sites.ts";

/** What a workspace decides for all its orders. */
export interface OrderSettings {
  /** Letters before the number. */
  prefix: string;
  /** Of an hour of work. */
  labourCents: number;
  /** Minutes of business time by priority, where no contract says otherwise. */
  deadlines: Record<Priority, number>;
  calendarId: string | null;
  /** Digits of the WhatsApp number that labels lead to; null: they lead to a page of the product. */
  labelPhone: string | null;
  /** When the morning's words are said, by the workspace's clock: 08:00. Null: never. */
  briefingAt: string | null;
  /** An approved template with one value, for members who did not write in the last 24 hours; null: they have the notice only. */
  noticeTemplate: { name: string; language: string } | null;
}

const columns = sql`prefix, labour_cents as "labourCents", deadlines, calendar_id as "calendarId", label_phone as "labelPhone",
  to_char(briefing_at, 'HH24:MI') as "briefingAt", notice_template as "noticeTemplate"`;

/** With what holds where nobody has decided anything. */
export async function readSettings(tx: Tx, workspaceId: string): Promise<OrderSettings> {
  await ensureRow(tx, workspaceId);
  return tx.one(sql<OrderSettings>`select ${columns} from operations_settings where workspace_id = ${workspaceId}`);
}

const ensureRow = (tx: Tx, workspaceId: string) =>
  tx.run(sql`insert into operations_settings (workspace_id) values (${workspaceId}) on conflict do nothing`);

/** @throws {AppError} platform.not_found for a calendar that is not there */
export function changeSettings(ctx: Ctx, change: Partial<OrderSettings>): Promise<OrderSettings> {
  return ctx.transaction(async (tx) => {
    await ensureCalendar(tx, change.calendarId);
    const before = await readSettings(tx, ctx.workspaceId);
    const after = { ...before, ...change };
    await tx.run(sql`
      update operations_settings set prefix = ${after.prefix}, labour_cents = ${after.labourCents}, deadlines = ${JSON.stringify(after.deadlines)},
        calendar_id = ${after.calendarId}, label_phone = ${after.labelPhone}, briefing_at = ${after.briefingAt}::time,
        notice_template = ${after.noticeTemplate === null ? null : JSON.stringify(after.noticeTemplate)}::jsonb where workspace_id = ${ctx.workspaceId}`);
    await recordAudit(tx, ctx, {
      action: "operations.settings_changed",
      subjectKind: "workspace",
      subjectId: ctx.workspaceId,
      detail: { from: before, to: after },
    });
    return after;
  });
}

/** The next number: counted under the row's lock until the transaction ends, so that none is missing and none is twice. */
export async function nextNumber(tx: Tx, workspaceId: string): Promise<{ number: number; code: string }> {
  const { number, prefix } = await tx.one(sql<{ number: number; prefix: string }>`
    insert into operations_settings (workspace_id, last_number) values (${workspaceId}, 1)
    on conflict (workspace_id) do update set last_number = operations_settings.last_number + 1
    returning last_number as number, prefix`);
  return { number, code: `${prefix}-${number}` };
}

interface Promised {
  minutes: number;
  hours: Calendar | null;
}

/**
 * Until when an order has to be done: minutes by the contract, else by the workspace; counted in the hours of the contractor, else of the
 * site, else of the workspace, else around the clock.
 */
export async function deadlineOf(tx: Tx, { workspaceId, from, priority, siteId, contractorId }: DeadlineAsked): Promise<Date> {
  const settings = await readSettings(tx, workspaceId);
  const { minutes, hours } = await tx.one(sql<{ minutes: number | null; hours: Calendar | null }>`
    select (select (k.sla->>${priority})::int from contractors k where k.id = ${contractorId}) as minutes,
      (select c.document from calendars c where c.id = coalesce(
        (select k.calendar_id from contractors k where k.id = ${contractorId}),
        (select s.calendar_id from sites s where s.id = ${siteId}), ${settings.calendarId}::uuid)) as hours`);
  return reckonDeadline(from, { minutes: minutes ?? settings.deadlines[priority], hours });
}

interface DeadlineAsked {
  workspaceId: string;
  from: Date;
  priority: Priority;
  siteId: string | null;
  contractorId: string | null;
}

/** Where it never opens, plain time. Pure. */
function reckonDeadline(from: Date, { minutes, hours }: Promised): Date {
  const ms = minutes * 60_000;
  return (hours === null ? null : addBusinessTime(hours, from, ms)) ?? new Date(from.getTime() + ms);
}
