import {
  accessConversation,
  type HandOverParts,
  handOverIn,
  type LeadClass,
  markClass,
  moveLifecycle,
  sayAsProsa,
} from "../../inbox/index.ts";
import { type Ctx, emit, newId, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { leadQualified } from "../events.ts";
import { type Analysis, type Answers, analyse } from "./analyse.ts";
import { keepAttributes } from "./keep-attributes.ts";
import { type QualificationSettings, readQualification } from "./settings.ts";

/** What came of a qualification. */
export interface Qualification {
  id: string;
  contactId: string;
  conversationId: string;
  /** 0 to 130. */
  sdrPoints: number;
  leadClass: LeadClass;
  answers: Analysis["answers"];
  queueId: string | null;
  /** The closing message was said. */
  wasTold: boolean;
  byName: string;
  at: Date;
}

const qualificationColumns = sql`
  q.id, q.contact_id as "contactId", q.conversation_id as "conversationId", q.sdr_points as "sdrPoints", q.class as "leadClass", q.answers,
    q.queue_id as "queueId", q.was_told as "wasTold", q.by_name as "byName", q.at`;

/**
 * Weighs what somebody answered in the present session: points, class, queue, exactly one closing message, and the log. Who is asked twice in
 * one session (a retry, two at once) gets what came of the first time, and no second message.
 * @throws {AppError} platform.not_found
 */
export async function qualifyLeadIn(
  tx: Tx,
  ctx: Ctx,
  parts: HandOverParts,
  conversationId: string,
  answers: Answers,
): Promise<Qualification> {
  await accessConversation(tx, ctx, conversationId);
  const talk = await tx.one(sql<{ contactId: string; sessionId: string }>`
    select contact_id as "contactId", coalesce(session_id, id) as "sessionId" from conversations where id = ${conversationId}`);
  const before = await tx.maybeOne(sql<Qualification>`
    select ${qualificationColumns} from lead_qualifications q where q.conversation_id = ${conversationId} and q.session_id = ${talk.sessionId}`);
  if (before !== null) return before;
  const settings = await readQualification(tx);
  const analysis = analyse(answers, { ...settings, now: ctx.now().toISOString() });
  const queueId = settings.queues[analysis.leadClass];
  const wasTold = await close(tx, ctx, parts, conversationId, settings, analysis);
  const id = await keepQualification(tx, ctx, { ...talk, conversationId, analysis, queueId, wasTold });
  await follow(tx, ctx, talk.contactId, analysis, queueId);
  return tx.one(sql<Qualification>`select ${qualificationColumns} from lead_qualifications q where q.id = ${id}`);
}

interface Weighed {
  contactId: string;
  conversationId: string;
  sessionId: string;
  analysis: Analysis;
  queueId: string | null;
  wasTold: boolean;
}

/** The log of it alone: nobody is told, moved or marked. @returns its id */
export async function keepQualification(tx: Tx, ctx: Ctx, weighed: Weighed): Promise<string> {
  const { contactId, conversationId, sessionId, analysis, queueId, wasTold } = weighed;
  const id = newId();
  await tx.run(sql`
    insert into lead_qualifications (workspace_id, id, contact_id, conversation_id, session_id, sdr_points, class, answers, queue_id, was_told, by_kind, by_name, at)
    values (${ctx.workspaceId}, ${id}, ${contactId}, ${conversationId}, ${sessionId}, ${analysis.sdrPoints}, ${analysis.leadClass}, ${JSON.stringify(analysis.answers)},
      ${queueId}, ${wasTold}, ${ctx.actor.kind}, ${ctx.actor.name}, ${ctx.now()})`);
  return id;
}

/** The queue of the class gets the floor, with what is known; then the one sentence. */
async function close(
  tx: Tx,
  ctx: Ctx,
  parts: HandOverParts,
  conversationId: string,
  { queues, closing }: QualificationSettings,
  { leadClass, sdrPoints, answers }: Analysis,
): Promise<boolean> {
  const queueId = queues[leadClass];
  const summary = [`${sdrPoints}/130`, ...answers.filter(({ text }) => text !== "").map(({ text }) => text)].join(" · ").slice(0, 1_000);
  if (queueId !== null)
    await handOverIn(tx, ctx, parts, conversationId, { to: { holder: "queue", id: queueId }, reason: "qualified", summary });
  const text = closing[leadClass].trim();
  return text !== "" && (await sayAsProsa(tx, ctx, parts, conversationId, { kind: "text", text }));
}

async function follow(tx: Tx, ctx: Ctx, contactId: string, analysis: Analysis, queueId: string | null): Promise<void> {
  const { leadClass, sdrPoints } = analysis;
  const ground = { workspaceId: ctx.workspaceId, now: ctx.now() };
  await markClass(tx, ground, contactId, leadClass);
  await keepAttributes(tx, ctx, contactId, analysis);
  if (leadClass === "hot" || leadClass === "warm")
    await moveLifecycle(tx, ground, contactId, { from: ["lead", "inactive"], to: "qualified", reason: `qualified_${leadClass}` });
  await recordAudit(tx, ctx, {
    action: "lead.qualified",
    subjectKind: "contact",
    subjectId: contactId,
    detail: { sdrPoints, leadClass, queueId },
  });
  emit(tx, [leadQualified({ workspaceId: ctx.workspaceId, subjectId: contactId, detail: { sdrPoints, leadClass, queueId } })], ctx.now());
}
