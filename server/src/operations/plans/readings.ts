import { type Ctx, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { readingTooLow } from "../errors.ts";
import { type Opened, openedColumns, openOccasion } from "./open-due.ts";

/** What a meter showed. */
export interface Reading {
  id: string;
  /** Thousandths of what it counts. */
  value: number;
  readAt: Date;
  readBy: string;
  messageId: string | null;
}

const columns = sql`id, value, read_at as "readAt", read_by as "readBy", message_id as "messageId"`;

/** The newest first. */
export const listReadings = (ctx: Ctx, assetId: string): Promise<Reading[]> =>
  ctx.transaction(async (tx) => {
    if ((await tx.maybeOne(sql`select 1 from assets where id = ${assetId}`)) === null) throw notFound({ what: "asset" });
    return tx.many(sql<Reading>`
      select ${columns} from meter_readings where workspace_id = current_workspace() and asset_id = ${assetId} order by read_at desc, id desc limit 200`);
  });

interface NewReading {
  assetId: string;
  value: number;
  messageId?: string | null;
  /** The meter was changed or began anew: it may show less than before. */
  isReset?: boolean;
}

/** Keeps what the meter shows; plans whose reading it has passed open their order. @throws {AppError} platform.not_found, operations.reading_too_low */
export const keepReading = (ctx: Ctx, reading: NewReading): Promise<{ reading: Reading; opened: number }> =>
  ctx.transaction((tx) => keepReadingIn(tx, ctx, reading));

/** The same as a part of something larger. */
export async function keepReadingIn(
  tx: Tx,
  ctx: Ctx,
  { assetId, value, messageId = null, isReset = false }: NewReading,
): Promise<{ reading: Reading; opened: number }> {
  const asset = await tx.maybeOne(sql`select 1 from assets where id = ${assetId} and archived_at is null for update`);
  if (asset === null) throw notFound({ what: "asset" });
  const last = await tx.maybeOne(sql<{ value: number }>`
    select value from meter_readings where workspace_id = current_workspace() and asset_id = ${assetId} order by read_at desc, id desc limit 1`);
  if (last !== null && value < last.value && !isReset) throw readingTooLow({ last: last.value });
  const reading = await tx.one(sql<Reading>`
    insert into meter_readings (workspace_id, id, asset_id, value, read_at, read_by, message_id)
    values (${ctx.workspaceId}, ${newId()}, ${assetId}, ${value}, ${ctx.now()}, ${ctx.actor.name}, ${messageId}) returning ${columns}`);
  await recordAudit(tx, ctx, { action: "meter.read", subjectKind: "asset", subjectId: assetId, detail: { value, isReset } });
  if (isReset)
    await tx.run(
      sql`update preventive_plans set next_reading = ${value} + every_reading where asset_id = ${assetId} and every_reading is not null`,
    );
  return { reading, opened: await openPassed(tx, ctx, assetId, value) };
}

type Passed = Opened & { everyReading: number; nextReading: number };

async function openPassed(tx: Tx, ctx: Ctx, assetId: string, value: number): Promise<number> {
  const passed = await tx.many(sql<Passed>`
    select ${openedColumns}, p.every_reading as "everyReading", p.next_reading as "nextReading" from preventive_plans p
    where p.workspace_id = current_workspace() and p.asset_id = ${assetId} and p.is_on and p.archived_at is null and p.next_reading <= ${value} order by p.id for update`);
  let opened = 0;
  for (const plan of passed) {
    const steps = Math.floor((value - plan.nextReading) / plan.everyReading) + 1;
    await tx.run(sql`update preventive_plans set next_reading = ${plan.nextReading + steps * plan.everyReading} where id = ${plan.id}`);
    if (await openOccasion(tx, ctx, plan, `${ctx.now().toISOString().slice(0, 10)} ${plan.nextReading}`)) opened += 1;
  }
  return opened;
}
