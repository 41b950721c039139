import { Type } from "typebox";
import { type ActionSubject, accessConversation, action, handOverIn, readFloor, wantTurn } from "../../inbox/index.ts";
import { type Ctx, idSchema, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { noSession, notPublished } from "../errors.ts";
import type { FlowGround } from "../ground.ts";
import { flowsWrite } from "../rights.ts";
import { beginRun } from "../runs/begin-run.ts";
import { lastArrival } from "../runs/hear.ts";
import { lockOpenRun } from "../runs/run.ts";

export interface StartedRun {
  conversationId: string;
  flowId: string;
  given: Readonly<Record<string, unknown>>;
  /** `api`, `action`, `event`, `schedule`. */
  startedBy: string;
}

/**
 * Begins a flow in an open conversation that the asker sees, whoever had the floor: what it says first leaves with the turn that follows.
 * @returns the run's id
 * @throws {AppError} platform.not_found, flows.not_published, flows.no_session, inbox.no_responder when the flow is switched off
 */
export async function startRunIn(tx: Tx, ctx: Ctx, ground: Pick<FlowGround, "parts">, started: StartedRun): Promise<string> {
  const { conversationId, flowId, given, startedBy } = started;
  const { contactId } = await accessConversation(tx, ctx, conversationId);
  const flow = await tx.maybeOne(sql<{ name: string; version: number | null }>`
    select name, published_version as version from flows where id = ${flowId} and removed_at is null`);
  if (flow === null) throw notFound({ what: "flow" });
  if (flow.version === null) throw notPublished();
  const floor = await readFloor(tx, conversationId);
  if (floor.sessionId === null) throw noSession();
  const isHeld = floor.holder === "flow" && floor.id === flowId;
  const moved =
    !isHeld && (await handOverIn(tx, ctx, ground.parts, conversationId, { to: { holder: "flow", id: flowId }, reason: startedBy }));
  const { sessionId } = floor;
  const heard = await lastArrival(tx, conversationId);
  const run = await beginRun(tx, ctx, { flowId, sessionId, conversationId, contactId, startedBy, given, heard });
  if (run === null) throw notPublished();
  if (!moved) await wantTurn(tx, { workspaceId: ctx.workspaceId, conversationId, now: ctx.now() }, ctx.now());
  const detail = { flow: flow.name, flowId, startedBy };
  await recordAudit(tx, ctx, { action: "flow.started", subjectKind: "conversation", subjectId: conversationId, detail });
  return run.id;
}

const conversationSubject: ActionSubject = { kind: "conversation", access: accessConversation };

/** What people in bulk, macros, rules and other flows begin. */
export const startFlowAction = (ground: Pick<FlowGround, "parts">) =>
  action({
    id: "conversation.start_flow",
    subject: conversationSubject,
    label: { "pt-BR": "Iniciar um fluxo", en: "Start a flow", es: "Iniciar un flujo" },
    right: flowsWrite,
    isAudited: true,
    input: Type.Object({ flowId: idSchema("flow") }, { additionalProperties: false }),
    async run({ tx, ctx, subjectId, input }) {
      const { sessionId } = await readFloor(tx, subjectId);
      const before = sessionId === null ? null : await lockOpenRun(tx, sessionId);
      // A flow that begins itself again would never come to an end.
      if (before?.flowId === input.flowId && ctx.actor.kind === "flow") return null;
      await startRunIn(tx, ctx, ground, { conversationId: subjectId, flowId: input.flowId, given: {}, startedBy: "action" });
      return null;
    },
  });
