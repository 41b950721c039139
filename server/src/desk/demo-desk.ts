import type { Calendar } from "../../../hours/calendar.ts";
import { type HandOverParts, handOverIn, replaceEntryRules } from "../inbox/index.ts";
import { type Ctx, newId, sql, type Tx } from "../platform/index.ts";
import { createCalendar } from "../team/index.ts";
import { setState } from "./agents/presence.ts";
import { changeQueue, setStaff } from "./queues/change-queue.ts";
import { makeReason } from "./queues/close-reasons.ts";
import { readDeskSettings, writeDeskSettings } from "./queues/desk-settings.ts";
import { makeTeam } from "./queues/teams.ts";
import { makeProtocol } from "./tickets/protocol.ts";
import { settleTicket } from "./tickets/settle-ticket.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

const DAY_HOURS = [
  { from: "08:00", to: "12:00" },
  { from: "13:00", to: "18:00" },
];
const HOURS: Calendar = {
  timeZone: "America/Manaus",
  week: {
    monday: DAY_HOURS,
    tuesday: DAY_HOURS,
    wednesday: DAY_HOURS,
    thursday: DAY_HOURS,
    friday: DAY_HOURS,
    saturday: [{ from: "08:00", to: "12:00" }],
    sunday: [],
  },
  exceptions: [],
  holidays: { place: "br-am-manaus", optional: [], worked: [] },
};

/** Minutes that are promised for the first words, hours for the whole; the order of the queues in the story. */
const PROMISES = [
  { minutes: 10, hours: 6, priority: 8 },
  { minutes: 8, hours: 2, priority: 6 },
  { minutes: 15, hours: 24, priority: 5 },
  { minutes: 60, hours: 24, priority: 3 },
];

/** Who begins where somebody new says what they want; everybody else lies before the whole team, as without rules. */
const ENTRY_RULES = [
  { name: "Pedidos de orçamento", words: ["orçamento", "proposta"], queue: "Comercial" },
  { name: "Segunda via e pagamentos", words: ["segunda via", "pagamento"], queue: "Financeiro" },
];

interface DemoParts extends HandOverParts {
  /** What conditions may ask about. */
  fields: Parameters<typeof replaceEntryRules>[1];
}

/** The desk of the demonstration: hours, promises, entry rules, people who are there, tickets of now and of the last two weeks. */
export function demoDesk(parts: DemoParts): (ctx: Ctx) => Promise<void> {
  return async (ctx) => {
    const { id: calendarId } = await createCalendar(ctx, { name: "Horário comercial", document: HOURS });
    const [queues, members] = await ctx.transaction(async (tx) => [
      await tx.many(sql<{ id: string; name: string }>`select id, name from queues order by created_at, id`),
      await tx.many(
        sql<{
          id: string;
        }>`select id from members where removed_at is null and role in ('owner', 'supervisor', 'agent') order by created_at, id`,
      ),
    ]);
    const people = members.map(({ id }) => id);
    // Whoever tries it closes the browser and comes back: their conversations are still theirs.
    const settings = await ctx.transaction(readDeskSettings);
    await writeDeskSettings(ctx, { ...settings, graceSeconds: 8 * 3600 });
    await makeTeam(ctx, { name: "Campo", memberIds: people.slice(0, 3) });
    for (const name of ["Resolvido", "Sem retorno do cliente"]) await makeReason(ctx, { name, asksRating: true });
    await makeReason(ctx, { name: "Engano ou spam", asksRating: false });
    for (const [index, { id }] of queues.entries()) {
      const { minutes, hours, priority } = PROMISES[index % PROMISES.length] as (typeof PROMISES)[number];
      await setStaff(ctx, id, { memberIds: people.filter((_, at) => (at + index) % 3 !== 0), teamIds: [] });
      await changeQueue(ctx, id, {
        calendarId: null,
        firstResponseSeconds: minutes * 60,
        resolutionSeconds: hours * 3600,
        priority,
        abandonAfterSeconds: null,
        capacity: 4,
      });
    }
    // One queue shows its hours; the others are open whenever somebody tries the demonstration.
    const last = queues.at(-1);
    if (last !== undefined) await changeQueue(ctx, last.id, { calendarId });
    await addEntryRules(ctx, parts, queues);
    await ctx.transaction((tx) => openTickets(tx, ctx, parts));
    await ctx.transaction((tx) => addHistory(tx, ctx, people));
    await ctx.transaction(async (tx) => {
      for (const [index, memberId] of people.entries())
        await setState(
          tx,
          ctx,
          memberId,
          index === people.length - 1 ? { state: "away", reason: "Almoço" } : { state: index === 0 ? "busy" : "online" },
        );
      // The people of the story have no devices whose silence would mean that they left.
      await tx.run(sql`update agents set seen_at = null`);
    });
  };
}

async function addEntryRules(ctx: Ctx, { fields }: DemoParts, queues: { id: string; name: string }[]): Promise<void> {
  const rules = ENTRY_RULES.flatMap(({ name, words, queue }) => {
    const id = queues.find((one) => one.name === queue)?.id;
    const condition = { any: words.map((value) => ({ field: "session.first_text", operator: "contains", value })) };
    return id === undefined ? [] : [{ name, condition, holder: "queue" as const, id }];
  });
  await replaceEntryRules(ctx, fields, { version: 0, rules, otherwise: null });
}

/** Conversations that lie in queues wait there; those that somebody has are theirs. */
async function openTickets(tx: Tx, ctx: Ctx, parts: HandOverParts): Promise<void> {
  const open = await tx.many(sql<{ id: string; assigneeId: string | null; queueId: string | null }>`
    select c.id, c.assignee_id as "assigneeId", c.queue_id as "queueId" from conversations c join sessions s on s.workspace_id = c.workspace_id and s.id = c.session_id and s.closed_at is null
    where c.state = 'open' and (c.assignee_id is not null or c.queue_id is not null) order by c.id`);
  for (const [index, { id, assigneeId, queueId }] of open.entries()) {
    const at = new Date(ctx.now().getTime() - (1 + ((index * 7) % 13)) * MINUTE);
    const then: Ctx = { ...ctx, now: () => at };
    if (assigneeId === null && queueId !== null)
      await handOverIn(tx, then, parts, id, { to: { holder: "queue", id: queueId }, reason: "demo" });
    const { ticket } = await settleTicket(tx, then, id, "demo");
    // The people of the story were greeted long ago.
    if (ticket !== null) await tx.run(sql`update tickets set position_told_at = ${at} where id = ${ticket.id}`);
  }
}

/** What the figures and yesterday's line are drawn from: tickets that are over, one after the other, by the hours of a working day. */
async function addHistory(tx: Tx, ctx: Ctx, people: string[]): Promise<void> {
  const places = await tx.many(sql<{ id: string; contactId: string; channelId: string; queueId: string }>`
    select id, contact_id as "contactId", channel_id as "channelId", queue_id as "queueId" from conversations where queue_id is not null order by id`);
  if (places.length === 0 || people.length === 0) return;
  const midnight = Math.floor(ctx.now().getTime() / DAY) * DAY;
  let n = 0;
  for (let day = 13; day >= 0; day -= 1)
    for (const [hour, count] of [4, 7, 9, 6, 3, 4, 6, 8, 5, 2].entries())
      for (let nth = 0; nth < Math.ceil(count / 2); nth += 1) {
        n += 1;
        const openedAt = new Date(midnight - day * DAY + (12 + hour) * 60 * MINUTE + nth * 11 * MINUTE);
        const assignedAt = new Date(openedAt.getTime() + (20 + ((n * 37) % 400)) * 1000);
        const endedAt = new Date(assignedAt.getTime() + (180 + ((n * 71) % 900)) * 1000);
        if (endedAt >= ctx.now()) continue;
        const place = places[n % places.length] as (typeof places)[number];
        const isAbandoned = n % 23 === 0;
        const due = new Date(openedAt.getTime() + 10 * MINUTE);
        await tx.run(sql`
          insert into tickets (workspace_id, id, protocol, conversation_id, session_id, contact_id, channel_id, queue_id, agent_id, state, priority, opened_at, assigned_at,
            first_reply_at, ended_at, ended_because, first_response_due_at, first_response_breached_at)
          values (${ctx.workspaceId}, ${newId()}, ${makeProtocol(openedAt, HOURS.timeZone)}, ${place.id}, ${newId()}, ${place.contactId}, ${place.channelId}, ${place.queueId},
            ${isAbandoned ? null : (people[n % people.length] ?? null)}, ${isAbandoned ? "abandoned" : "finished"}, 5, ${openedAt}, ${isAbandoned ? null : assignedAt},
            ${isAbandoned ? null : assignedAt}, ${endedAt}, ${isAbandoned ? "abandoned" : "resolved"}, ${due}, ${assignedAt > due || isAbandoned ? due : null})
          on conflict do nothing`);
      }
}
