import { Errors } from "typebox/value";
import type { OutboundContent } from "../../../../content/content.ts";
import type { Effect, EffectResult } from "../../../../flow/run.ts";
import { isOpen } from "../../../../hours/business-time.ts";
import type { Calendar } from "../../../../hours/calendar.ts";
import { lendFile, readFloor, runActionIn, sendMessageIn } from "../../inbox/index.ts";
import { AppError, addJobs, type Ctx, isId, sql, type Tx } from "../../platform/index.ts";
import { submitRegistration } from "../../registrations/index.ts";
import type { FlowGround } from "../ground.ts";
import { doEffectJob } from "../job-kinds.ts";
import { handOverRun } from "./hand-over.ts";
import type { Run } from "./run.ts";
import { markTaps } from "./tap-ids.ts";

/** What came of an effect: a result that the run waits for, nothing yet, or that it cannot go on. */
export type CarriedOut = { result: EffectResult } | "nothing" | "later" | { failure: string };

/**
 * Does what a step wants done, in the transaction of that step, so that it happens when the step is stored and never without it. What takes long or is
 * foreign is a job.
 * @param isAnswered the step went on by an answer: what it says counts for no circle of machines
 *
 * The caller has locked the conversation and seen that the flow has the floor.
 */
export async function carryOut(tx: Tx, ctx: Ctx, ground: FlowGround, run: Run, effect: Effect, isAnswered: boolean): Promise<CarriedOut> {
  switch (effect.do) {
    case "say":
      return say(tx, ctx, ground, run, effect, isAnswered);
    case "act":
      return { result: await act(tx, ctx, ground, run, effect) };
    case "hours":
      return { result: await askHours(tx, ctx, effect.calendarId) };
    case "register":
      return { result: await register(tx, ctx, run, effect) };
    case "room":
      return askRoom(tx, ctx, ground, run, effect);
    case "request":
      return later(tx, ctx, run, effect);
    case "sub_flow":
      // Whatever is published was at hand: this one is not.
      return { result: { ok: false, reason: "flows.not_published" } };
    case "hand_over":
      await handOverRun(tx, ctx, ground, run, effect);
      return "nothing";
  }
}

type Say = Extract<Effect, { do: "say" }>;

/** Refused before anything is written: the window closed, say. The contact is not left alone with it. */
async function say(tx: Tx, ctx: Ctx, ground: FlowGround, run: Run, effect: Say, isAnswered: boolean): Promise<CarriedOut> {
  const said = await send(tx, ctx, ground, run, effect, isAnswered);
  const isClosed = typeof said === "object" && "failure" in said && said.failure === WINDOW_CLOSED;
  if (!isClosed || effect.outside === undefined) return said;
  const { outside: content } = effect;
  return send(tx, ctx, ground, run, { ...effect, content }, isAnswered);
}

const WINDOW_CLOSED = "inbox.window_closed";

async function send(tx: Tx, ctx: Ctx, { parts }: FlowGround, run: Run, effect: Say, isAnswered: boolean): Promise<CarriedOut> {
  const { conversationId } = run;
  try {
    const { sessionId, version } = await readFloor(tx, conversationId);
    const content = markTaps(run, effect, await lend(tx, ctx, conversationId, effect.content));
    await sendMessageIn(tx, ctx, parts, {
      conversationId,
      content,
      idempotencyKey: `flow ${effect.id}`,
      turn: { sessionId: sessionId ?? run.sessionId, floorVersion: version },
      isAnswered,
    });
    return "nothing";
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { failure: error.code };
  }
}

/** A file of the flow goes to many: each gets a row of their own. */
async function lend(tx: Tx, ctx: Ctx, conversationId: string, content: OutboundContent): Promise<OutboundContent> {
  if (!("attachmentId" in content)) return content;
  return { ...content, attachmentId: await lendFile(tx, ctx, { attachmentId: content.attachmentId, conversationId }) };
}

/** Through the runner of everybody's acts: right, input, sight and audit are its. */
async function act(
  tx: Tx,
  ctx: Ctx,
  { actions }: FlowGround,
  run: Run,
  { action, input }: Extract<Effect, { do: "act" }>,
): Promise<EffectResult> {
  const known = actions().get(action);
  if (known === undefined) return { ok: false, reason: "flows.unknown_action" };
  const subjectId = known.subject.kind === "contact" ? run.contactId : known.subject.kind === "conversation" ? run.conversationId : null;
  if (subjectId === null) return { ok: false, reason: "flows.unknown_action" };
  return undoable(tx, async () => {
    await runActionIn(tx, ctx, known, subjectId, input);
    return { ok: true };
  });
}

/** What a verb refuses is an answer to the run; what it had written by then is taken back. */
async function undoable(tx: Tx, run: () => Promise<EffectResult>): Promise<EffectResult> {
  await tx.run(sql`savepoint flow_effect`);
  try {
    const result = await run();
    await tx.run(sql`release savepoint flow_effect`);
    return result;
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    await tx.run(sql`rollback to savepoint flow_effect`);
    return { ok: false, reason: error.code };
  }
}

/** Where no calendar is named the workspace's oldest one counts; a workspace without any is always open. */
async function askHours(tx: Tx, ctx: Ctx, calendarId: string | null): Promise<EffectResult> {
  const row = await tx.maybeOne(sql<{ document: Calendar }>`
    select document from calendars where ${calendarId === null ? sql`archived_at is null` : sql`id = ${isId(calendarId) ? calendarId : null}`} order by created_at, id limit 1`);
  const open = row === null || isOpen(row.document, ctx.now());
  return { ok: true, value: open, exit: open ? "open" : "closed" };
}

async function register(tx: Tx, ctx: Ctx, run: Run, effect: Extract<Effect, { do: "register" }>): Promise<EffectResult> {
  const { form, values, promiseHours } = effect;
  const { contactId, conversationId, id: runId } = run;
  return undoable(tx, async () => {
    const { id } = await submitRegistration(tx, ctx, {
      ...{ form, values, promiseHours, contactId, conversationId, runId },
      ...{ files: filesIn(values), source: "flow" },
    });
    return { ok: true, value: id };
  });
}

/** Answers that hold files, by field. */
function filesIn(values: Readonly<Record<string, unknown>>): Record<string, string[]> {
  const idOf = (value: unknown) => (value as { attachmentId?: unknown } | null)?.attachmentId;
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const ids = [value]
        .flat()
        .map(idOf)
        .filter((id) => typeof id === "string");
      return ids.length === 0 ? [] : [[name, ids]];
    }),
  );
}

async function askRoom(tx: Tx, ctx: Ctx, { blocks }: FlowGround, run: Run, effect: Extract<Effect, { do: "room" }>): Promise<CarriedOut> {
  const known = blocks().get(effect.roomBlock);
  if (known === undefined) return { result: { ok: false, reason: "flows.unknown_block" } };
  if (Errors(known.settings, effect.settings).length > 0) return { result: { ok: false, reason: "flows.block_settings" } };
  if (known.run === undefined) return later(tx, ctx, run, effect);
  const { settings, heard, id: effectId } = effect;
  const { contactId, conversationId, id: runId } = run;
  const asked = { ctx, conversationId, contactId, runId, effectId, settings, ...(heard === undefined ? {} : { heard }) };
  return { result: await undoable(tx, () => known.run(tx, asked)) };
}

function later(tx: Tx, ctx: Ctx, { id: runId, conversationId }: Run, { id: effectId }: Effect): CarriedOut {
  const { workspaceId } = ctx;
  addJobs(tx, [doEffectJob({ workspaceId, payload: { runId, conversationId, effectId, tries: 1 } })], ctx.now());
  return "later";
}
