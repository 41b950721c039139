import { evaluate } from "../../../../rules/evaluate.ts";
import { validate } from "../../../../rules/validate.ts";
import { accessConversation, doStepIn, sendMessageIn } from "../../inbox/index.ts";
import { AppError, type Ctx, emit, type JobOffer, job, sql, type Tx } from "../../platform/index.ts";
import { automationEnded } from "../events.ts";
import { type AutomationGround, automationCtx } from "../ground.ts";
import { takeStepsJob } from "../job-kinds.ts";
import { RULE_COLUMNS, type Rule, type Step } from "../rules/rule.ts";
import { objectCase } from "./follow-events.ts";
import { silenceCase } from "./sweep.ts";

/** One line of what a case did: which step, and what became of it. */
export interface LogLine {
  at: string;
  /** From 0. */
  step: number;
  outcome: "done" | "by_template" | "skipped" | "waits" | "refused";
  /** Why: a code of docs/errors.md, or of the gate of consent. */
  code?: string;
  detail?: string;
}

interface Run {
  id: string;
  caseKey: string;
  conversationId: string;
  step: number;
  dueAt: Date;
  silentSince: Date | null;
  begunAt: Date;
}

/** The steps of one case that are due, each in a transaction of its own, so that one that is refused keeps those before it. */
export const takingSteps = (ground: AutomationGround): JobOffer =>
  job(takeStepsJob, {
    maxAttempts: 10,
    async run({ workspaceId, payload: { runId } }) {
      const found = await ground.db.inWorkspace(workspaceId, (tx) =>
        tx.maybeOne(sql<{ id: string; name: string; conversationId: string }>`
          select r.id, r.name, o.conversation_id as "conversationId" from automation_runs o join automations r on r.id = o.automation_id where o.id = ${runId}`),
      );
      if (found === null) return;
      const ctx = automationCtx(ground, workspaceId, found, runId);
      for (;;) {
        const goesOn = await ctx.transaction((tx) => takeStep(tx, ctx, ground, { runId, ...found }));
        if (!goesOn) return;
      }
    },
  });

/** @returns whether the next step is due at once */
async function takeStep(tx: Tx, ctx: Ctx, ground: AutomationGround, about: { runId: string; conversationId: string }): Promise<boolean> {
  // The conversation first: whoever else acts on it locks it first, too.
  const isThere = await holdConversation(tx, ctx, about.conversationId);
  const run = await tx.maybeOne(sql<Run>`
    select id, case_key as "caseKey", conversation_id as "conversationId", step, due_at as "dueAt", silent_since as "silentSince", begun_at as "begunAt"
    from automation_runs where id = ${about.runId} and state = 'waiting' for update`);
  if (run === null || run.dueAt > ctx.now()) return false;
  const rule = await tx.one(sql<Rule>`select ${RULE_COLUMNS} from automations r where r.id = ${ctx.actor.id}`);
  const because = isThere ? await whyNot(tx, ctx, ground, rule, run) : "conversation_gone";
  if (because !== null) return end(tx, ctx, run, "dropped", because);
  const step = rule.steps[run.step];
  if (step === undefined) return end(tx, ctx, run, "done", null);
  if (step.kind === "wait") return pause(tx, ctx, run, step);
  if (!(await holds(tx, ctx, ground, step.onlyIf ?? null, run.conversationId))) return goOn(tx, ctx, run, { outcome: "skipped" });
  return act(tx, ctx, ground, run, step);
}

async function holdConversation(tx: Tx, ctx: Ctx, conversationId: string): Promise<boolean> {
  try {
    await accessConversation(tx, ctx, conversationId);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "platform.not_found") return false;
    throw error;
  }
}

/** Things have changed since the case began: then nothing is done. Read under the conversation's lock, in the transaction that acts. */
async function whyNot(tx: Tx, ctx: Ctx, ground: AutomationGround, { isOn, trigger, condition }: Rule, run: Run): Promise<string | null> {
  if (!isOn) return "switched_off";
  if (run.silentSince !== null && (await wroteSince(tx, run.conversationId, run.silentSince))) return "answered";
  if (run.step > 0) return null;
  if (trigger.kind === "silence" && !(await isStillSilent(tx, run))) return "answered";
  if (trigger.kind === "object" && !(await isStillSo(tx, run))) return "record_changed";
  return (await holds(tx, ctx, ground, condition, run.conversationId)) ? null : "condition";
}

async function wroteSince(tx: Tx, conversationId: string, since: Date): Promise<boolean> {
  // By when it was stored: providers tell whole seconds, so that an answer may seem older than what it answers.
  const row = await tx.maybeOne(sql`
    select 1 from messages where conversation_id = ${conversationId} and direction = 'in' and created_at >= ${since}
      and occurred_at > ${since}::timestamptz - interval '1 day' limit 1`);
  return row !== null;
}

async function isStillSilent(tx: Tx, { caseKey, conversationId }: Run): Promise<boolean> {
  const row = await tx.maybeOne(sql<{ id: string | null; state: string }>`
    select last_message_id as id, state from conversations where id = ${conversationId}`);
  return row !== null && row.state !== "resolved" && row.id !== null && silenceCase(row.id) === caseKey;
}

async function isStillSo(tx: Tx, { caseKey }: Run): Promise<boolean> {
  const objectId = caseKey.split(" ")[1] ?? "";
  const row = await tx.maybeOne(
    sql<{ state: string; since: Date }>`select state, state_since as since from objects where id = ${objectId}`,
  );
  return row !== null && objectCase(objectId, row.state, row.since) === caseKey;
}

async function holds(
  tx: Tx,
  ctx: Ctx,
  { parts: { fields } }: AutomationGround,
  condition: unknown,
  conversationId: string,
): Promise<boolean> {
  if (condition === null || condition === undefined) return true;
  const subject = await fields.readSubject(tx, conversationId);
  if (subject === null) return false;
  const { askable, readable } = await fields.of(tx);
  // A label or field that it names may be gone since: then nobody knows, and nothing is done.
  return validate(condition, askable).length === 0 && evaluate(condition, readable, subject, ctx.now());
}

type ActStep = Extract<Step, { kind: "act" }>;

/** What is refused is taken back alone; the gate says until when, a closed window is met with the template. */
async function act(tx: Tx, ctx: Ctx, ground: AutomationGround, run: Run, step: ActStep): Promise<boolean> {
  const refused = await tried(tx, () => doStepIn(tx, ctx, ground.acts, run.conversationId, step));
  if (refused === null) return goOn(tx, ctx, run, { outcome: "done" });
  const until = refused.code === "inbox.may_not_write_first" ? (refused.facts as { until?: string | null }).until : null;
  if (typeof until === "string") return sleep(tx, ctx, run, new Date(until), refused);
  if (refused.code === "inbox.window_closed" && step.template !== undefined) {
    const content = { kind: "template" as const, text: "", ...step.template };
    const again = await tried(tx, () => sendMessageIn(tx, ctx, ground.parts, { conversationId: run.conversationId, content }));
    if (again === null) return goOn(tx, ctx, run, { outcome: "by_template" });
    return refuse(tx, ctx, run, again);
  }
  return refuse(tx, ctx, run, refused);
}

async function tried(tx: Tx, run: () => Promise<unknown>): Promise<AppError | null> {
  await tx.run(sql`savepoint automation_step`);
  try {
    await run();
    await tx.run(sql`release savepoint automation_step`);
    return null;
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    await tx.run(sql`rollback to savepoint automation_step`);
    return error;
  }
}

type Outcome = Omit<LogLine, "at" | "step">;

async function goOn(tx: Tx, ctx: Ctx, run: Run, outcome: Outcome): Promise<boolean> {
  await tx.run(sql`
    update automation_runs set step = step + 1, due_at = ${ctx.now()}, log = log || ${line(ctx, run, outcome)}::jsonb where id = ${run.id}`);
  return true;
}

async function pause(tx: Tx, ctx: Ctx, run: Run, { minutes, onlyIfSilent }: Extract<Step, { kind: "wait" }>): Promise<boolean> {
  const until = new Date(ctx.now().getTime() + minutes * 60_000);
  await tx.run(sql`
    update automation_runs set step = step + 1, due_at = ${until}, wake_at = ${until}, silent_since = ${onlyIfSilent ? ctx.now() : null},
      log = log || ${line(ctx, run, { outcome: "waits" })}::jsonb
    where id = ${run.id}`);
  return false;
}

/** The same step again, when the gate is open. */
async function sleep(tx: Tx, ctx: Ctx, run: Run, until: Date, { code, message }: AppError): Promise<boolean> {
  await tx.run(sql`
    update automation_runs set due_at = ${until}, wake_at = ${until}, log = log || ${line(ctx, run, { outcome: "waits", code, detail: message })}::jsonb where id = ${run.id}`);
  return false;
}

async function refuse(tx: Tx, ctx: Ctx, run: Run, { code, message }: AppError): Promise<boolean> {
  await tx.run(
    sql`update automation_runs set log = log || ${line(ctx, run, { outcome: "refused", code, detail: message })}::jsonb where id = ${run.id}`,
  );
  return end(tx, ctx, run, "refused", code);
}

async function end(tx: Tx, ctx: Ctx, run: Run, state: "done" | "refused" | "dropped", reason: string | null): Promise<boolean> {
  await tx.run(sql`
    update automation_runs set state = ${state}, reason = ${reason}, due_at = null, wake_at = null, ended_at = ${ctx.now()} where id = ${run.id}`);
  const { workspaceId, actor } = ctx;
  const detail = { runId: run.id, state, reason };
  emit(tx, [automationEnded({ workspaceId, conversationId: run.conversationId, subjectId: actor.id, detail })], ctx.now());
  return false;
}

const line = (ctx: Ctx, { step }: Run, outcome: Outcome): string =>
  JSON.stringify([{ at: ctx.now().toISOString(), step, ...outcome } satisfies LogLine]);
