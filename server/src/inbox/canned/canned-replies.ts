import { lintTemplate } from "../../../../rules/lint-template.ts";
import { type Actor, type Ctx, defineError, holdNames, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { may, recordAudit, requireRight } from "../../team/index.ts";
import type { Fragment } from "../conversations/sight.ts";
import { variablesDoNotFit } from "../errors.ts";
import { cannedManage } from "../rights.ts";
import type { Variables } from "../variables/variable.ts";

/** Whose a reply is: the member's alone, a queue's, or everybody's. */
type CannedScope = "own" | "queue" | "everybody";

/** A text that is written once and sent often. */
export interface CannedReply {
  id: string;
  /** Short: what is typed to find it. */
  name: string;
  /** May hold variables. */
  text: string;
  scope: CannedScope;
  /** Offered in conversations of this queue; null unless `scope` is "queue". */
  queueId: string | null;
  language: "pt-BR" | "en" | "es" | null;
  /** How often it was put into a conversation. */
  uses: number;
  mayChange: boolean;
}

export type NewCannedReply = Omit<CannedReply, "id" | "uses" | "mayChange">;

/** The variables that a text of the workspace may hold. */
type Known = Pick<Variables, "factsOf">;

/** More nobody finds again. */
const MOST = 1_000;

const nameTaken = defineError<{ name: string }>(
  "inbox.canned_name_taken",
  409,
  ({ name }) => `There is a reply "${name}" already. Change that one, or choose another name.`,
);
const tooMany = defineError<{ most: number }>(
  "inbox.too_many_canned_replies",
  409,
  ({ most }) => `There are ${most} replies already. Remove one that nobody uses.`,
);

/** The asker's own, and those of queues and of everybody, the most used first. */
export const listCannedReplies = (ctx: Ctx): Promise<CannedReply[]> => ctx.transaction((tx) => readReplies(tx, ctx, sql`true`));

/** @throws {AppError} team.not_allowed, inbox.variables_do_not_fit, inbox.canned_name_taken, inbox.too_many_canned_replies */
export function createCannedReply(ctx: Ctx, variables: Known, reply: NewCannedReply): Promise<CannedReply> {
  ensureMayWrite(ctx, reply.scope);
  return ctx.transaction(async (tx) => {
    await ensureVariablesFit(tx, reply.text, variables);
    const { count } = await tx.one(sql<{ count: number }>`select count(*)::int as count from canned_replies r where ${seenBy(ctx)}`);
    if (count >= MOST) throw tooMany({ most: MOST });
    await ensureQueue(tx, reply);
    const id = newId();
    const made = await tx.run(sql`
      insert into canned_replies (workspace_id, id, owner_id, queue_id, name, text, language, created_at)
      values (${ctx.workspaceId}, ${id}, ${ownerFor(ctx, reply)}, ${reply.queueId}, ${reply.name}, ${reply.text}, ${reply.language}, ${ctx.now()})
      on conflict do nothing`);
    if (made === 0) throw nameTaken({ name: reply.name });
    return written(tx, ctx, id, "canned_reply.created");
  });
}

/** All of it anew, its uses aside. @throws {AppError} as for a new one, and platform.not_found */
export function changeCannedReply(ctx: Ctx, variables: Known, id: string, reply: NewCannedReply): Promise<CannedReply> {
  return ctx.transaction(async (tx) => {
    await lockReply(tx, ctx, id);
    await ensureVariablesFit(tx, reply.text, variables);
    ensureMayWrite(ctx, reply.scope);
    await ensureQueue(tx, reply);
    await holdNames(tx, ctx.workspaceId, "canned replies");
    const place = ownerFor(ctx, reply) ?? reply.queueId;
    const twin = await tx.maybeOne(sql`
      select 1 from canned_replies where id <> ${id} and coalesce(owner_id, queue_id) is not distinct from ${place}::uuid and prosa_fold(name) = prosa_fold(${reply.name})`);
    if (twin !== null) throw nameTaken({ name: reply.name });
    await tx.run(sql`
      update canned_replies set owner_id = ${ownerFor(ctx, reply)}, queue_id = ${reply.queueId}, name = ${reply.name}, text = ${reply.text}, language = ${reply.language}
      where id = ${id}`);
    return written(tx, ctx, id, "canned_reply.changed");
  });
}

/** @throws {AppError} team.not_allowed, platform.not_found */
export function removeCannedReply(ctx: Ctx, id: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    await lockReply(tx, ctx, id);
    await written(tx, ctx, id, "canned_reply.removed");
    await tx.run(sql`delete from canned_replies where id = ${id}`);
  });
}

/** One that the asker may put into a conversation. @throws {AppError} platform.not_found */
export async function findCannedReply(tx: Tx, ctx: Ctx, id: string): Promise<CannedReply> {
  const [reply] = await readReplies(tx, ctx, sql`r.id = ${id}`);
  if (reply === undefined) throw notFound({ what: "canned reply" });
  return reply;
}

async function lockReply(tx: Tx, ctx: Ctx, id: string): Promise<void> {
  const { scope } = await findCannedReply(tx, ctx, id);
  ensureMayWrite(ctx, scope);
  await tx.run(sql`select 1 from canned_replies where id = ${id} for update`);
}

function ensureMayWrite(ctx: Ctx, scope: CannedScope): void {
  if (scope !== "own") requireRight(ctx.actor, cannedManage);
}

/** What no conversation could fill in is said where it is written. A value that is empty somewhere is no fault of the text. */
async function ensureVariablesFit(tx: Tx, text: string, variables: Known): Promise<void> {
  const problems = lintTemplate(text, await variables.factsOf(tx)).flatMap(({ code, name, suggestion }) =>
    code === "unknown_variable" || code === "format_does_not_fit" ? [{ path: "text", problem: code, name, suggestion }] : [],
  );
  if (problems.length > 0) throw variablesDoNotFit({ problems });
}

async function ensureQueue(tx: Tx, { queueId }: NewCannedReply): Promise<void> {
  if (queueId !== null && (await tx.maybeOne(sql`select 1 from queues where id = ${queueId} for key share`)) === null)
    throw notFound({ what: "queue" });
}

/** What others have too is written down. */
async function written(tx: Tx, ctx: Ctx, id: string, action: string): Promise<CannedReply> {
  const reply = await findCannedReply(tx, ctx, id);
  const { name, scope } = reply;
  if (scope !== "own") await recordAudit(tx, ctx, { action, subjectKind: "canned_reply", subjectId: id, detail: { name, scope } });
  return reply;
}

function readReplies(tx: Tx, ctx: Ctx, which: Fragment): Promise<CannedReply[]> {
  return tx.many(sql<CannedReply>`
    select r.id, r.name, r.text, r.queue_id as "queueId", r.language, r.uses,
      case when r.owner_id is not null then 'own' when r.queue_id is not null then 'queue' else 'everybody' end as scope,
      (r.owner_id is not null or ${may(ctx.actor, cannedManage)}) as "mayChange"
    from canned_replies r where ${which} and ${seenBy(ctx)} order by r.uses desc, prosa_fold(r.name), r.id`);
}

/** What is of a queue is no secret: everybody has it, and is offered it where it belongs. */
const seenBy = (ctx: Ctx) => sql`(r.owner_id is null or r.owner_id = ${memberOf(ctx)})`;

const ownerFor = (ctx: Ctx, { scope }: NewCannedReply): string | null => (scope === "own" ? memberOf(ctx) : null);

/** A key writes for the member who made it. */
const memberOf = ({ actor }: { actor: Actor }): string | null => actor.madeById ?? actor.id;
