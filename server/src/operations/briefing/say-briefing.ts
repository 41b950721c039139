import type { OutboundContent } from "../../../../content/content.ts";
import { type BriefingLine, composeBriefing, tellMembers } from "../../notices/index.ts";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { type Language, membersWithRoles, readWorkspace } from "../../team/index.ts";
import { briefingPlaces } from "../across-workspaces.ts";
import { type ChatGround, systemCtx } from "../chat/chat-ground.ts";
import { menuButtons } from "../chat/menu.ts";
import { placeOfMember, sayToMember } from "../chat/say-to-member.ts";
import { BRIEFING } from "../notice-kinds.ts";

export interface BriefingGround extends ChatGround {
  /** Complete when all rooms are open. */
  lines(): readonly BriefingLine[];
}

const LOOK_EVERY_MS = 60_000;

/** Looks every minute where it is morning; any number of workers may do so. @returns how to stop */
export function watchBriefings(ground: BriefingGround): () => void {
  const look = () => sayBriefings(ground).catch((error) => ground.log.warn({ err: error }, "briefings could not be said"));
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** One look at all workspaces. @returns in how many it was said */
export async function sayBriefings(ground: BriefingGround): Promise<number> {
  let said = 0;
  for (const { workspaceId } of await briefingPlaces(ground.db, ground.clock.now())) {
    const ctx = systemCtx(ground, workspaceId, `briefing ${workspaceId}`);
    if (await ctx.transaction((tx) => sayBriefing(tx, ctx, ground))) said += 1;
  }
  return said;
}

interface Clock {
  day: string;
  isMonday: boolean;
  today: Date;
  yesterday: Date;
  weekAgo: Date;
}

/** Managers and supervisors every day, owners and administrators on Mondays of the week. @returns false: another worker said it */
async function sayBriefing(tx: Tx, ctx: Ctx, ground: BriefingGround): Promise<boolean> {
  const clock = await tx.one(sql<Clock>`
    select l.day::text as day, extract(isodow from l.day) = 1 as "isMonday", l.day::timestamp at time zone l.zone as today,
      (l.day - 1)::timestamp at time zone l.zone as yesterday, (l.day - 7)::timestamp at time zone l.zone as "weekAgo"
    from (select (${ctx.now()}::timestamptz at time zone time_zone)::date as day, time_zone as zone from workspaces where id = current_workspace()) l`);
  const kinds = clock.isMonday ? (["daily", "weekly"] as const) : (["daily"] as const);
  let isSaid = false;
  for (const kind of kinds) {
    const isOurs = await tx.run(sql`
      insert into field_briefings (workspace_id, day, kind, said_at) values (${ctx.workspaceId}, ${clock.day}::date, ${kind}, ${ctx.now()}) on conflict do nothing`);
    if (isOurs === 0) continue;
    await sayOne(tx, ctx, ground, kind, clock);
    isSaid = true;
  }
  return isSaid;
}

async function sayOne(tx: Tx, ctx: Ctx, ground: BriefingGround, kind: "daily" | "weekly", clock: Clock): Promise<void> {
  const { language } = await readWorkspace(tx);
  const from = kind === "daily" ? clock.yesterday : clock.weekAgo;
  const lines = await composeBriefing(tx, ground.lines(), { language, now: ctx.now(), from, until: clock.today, kind });
  const readers = await membersWithRoles(tx, kind === "daily" ? ["manager", "supervisor"] : ["owner", "administrator"]);
  const ids = readers.map(({ id }) => id);
  await tellMembers(
    tx,
    { workspaceId: ctx.workspaceId, now: ctx.now() },
    ids.map((memberId) => BRIEFING.of({ memberId, subjectId: ctx.workspaceId, facts: { text: lines.join(" · "), kind } })),
  );
  const places = await Promise.all(ids.map(async (id) => ({ id, place: await placeOfMember(tx, id) })));
  const known = places.flatMap(({ id, place }) => (place === null ? [] : [{ id, ...place }]));
  // One order for everybody who locks several.
  await tx.run(
    sql`select 1 from conversations where id = any(${known.map(({ conversationId }) => conversationId)}::uuid[]) order by id for update`,
  );
  for (const { conversationId, contactId } of known) {
    const text = [HEADS[language][kind], ...lines].join("\n");
    const content: OutboundContent = {
      kind: "buttons",
      text,
      buttons: await menuButtons(tx, ctx, contactId, ["late", "low", "approvals"]),
    };
    await sayToMember(tx, ctx, ground, { conversationId, content, summary: lines.join(" · ") });
  }
}

const HEADS: Readonly<Record<Language, Record<"daily" | "weekly", string>>> = {
  "pt-BR": { daily: "☀️ Bom dia! O que precisa de você hoje:", weekly: "📊 A semana que passou:" },
  en: { daily: "☀️ Good morning! What needs you today:", weekly: "📊 The week that was:" },
  es: { daily: "☀️ ¡Buenos días! Lo que le necesita hoy:", weekly: "📊 La semana que pasó:" },
};
