import { createCannedReply, createLabel, LABEL_COLORS, listCannedReplies, listLabels } from "../../inbox/index.ts";
import { AppError, type Ctx, createCtx } from "../../platform/index.ts";
import { findActor } from "../../team/index.ts";
import { askList } from "../chatwoot/ask.ts";
import { CannedShape, LabelShape, readAll } from "../chatwoot/shapes.ts";
import type { MovingGround } from "../ground.ts";
import type { OpenMove } from "../move.ts";
import type { MoveProblem } from "../moves.ts";
import { notUnderstood, type Step } from "./step.ts";

/** Labels by their names. Each is made by itself; one that is there stays as it is. */
export const moveLabels: Step = async (ground, move) => {
  const { read, strange } = readAll(LabelShape, await askList(ground.http, move.account, "/labels"));
  const ctx = await actingFor(ground, move);
  const known = new Set((await listLabels(ctx)).map(({ name }) => folded(name)));
  const names = [...new Set(read.map(({ title }) => title.trim()))].filter((name) => name !== "");
  const wanted = names.filter((name) => !known.has(folded(name)));
  const problems: MoveProblem[] = notUnderstood("label", strange);
  if (!move.isCheck)
    for (const [index, name] of wanted.entries()) {
      const color = LABEL_COLORS[index % LABEL_COLORS.length] ?? "gray";
      problems.push(...(await orProblem("label", name, createLabel(ctx, { name, color }))));
    }
  const counts = { "labels.made": wanted.length, "labels.known": names.length - wanted.length };
  return async () => ({ counts, problems, isEnd: true });
};

/** Canned replies for everybody; what a text cannot be filled in with here stays in it as words. */
export const moveCanned: Step = async (ground, move) => {
  const { read, strange } = readAll(CannedShape, await askList(ground.http, move.account, "/canned_responses"));
  const ctx = await actingFor(ground, move);
  const known = new Set((await listCannedReplies(ctx)).map(({ name }) => folded(name)));
  const problems: MoveProblem[] = notUnderstood("canned", strange);
  const wanted = read.map(readCanned).filter(({ name, text }) => !known.has(folded(name)) && text !== "");
  for (const { name, text, hasStrange } of wanted) {
    if (hasStrange) problems.push({ kind: "canned", theirId: name, problem: "unknown_variable" });
    if (move.isCheck) continue;
    const made = createCannedReply(ctx, ground.parts.variables, { name, text, scope: "everybody", queueId: null, language: null });
    problems.push(...(await orProblem("canned", name, made)));
  }
  const counts = { "canned.made": wanted.length, "canned.known": read.length - wanted.length };
  return async () => ({ counts, problems, isEnd: true });
};

const folded = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Their variables, and ours that say the same. */
const VARIABLES: Record<string, string> = {
  "contact.name": "contact.name",
  "contact.first_name": "contact.first_name",
  "contact.email": "contact.email",
  "contact.phone": "contact.phone",
  "agent.name": "agent.name",
  "agent.first_name": "agent.first_name",
};

function readCanned({ short_code: code, content }: { short_code: string; content: string }) {
  let hasStrange = false;
  const text = content.replaceAll(/\{\{\s*([^{}]*?)\s*\}\}/g, (_, name: string) => {
    const ours = VARIABLES[name];
    if (ours !== undefined) return `{{${ours}}}`;
    hasStrange = true;
    return `[${name}]`;
  });
  return {
    name: code
      .trim()
      .replaceAll(/[\s/]+/g, "-")
      .slice(0, 40),
    text: text.trim().slice(0, 10_000),
    hasStrange,
  };
}

/** What a rule of the house refuses is told, and holds up nothing. */
async function orProblem(kind: string, theirId: string, made: Promise<unknown>): Promise<MoveProblem[]> {
  try {
    await made;
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [{ kind, theirId, problem: error.code }];
  }
}

/** The member who began it, as they are now; when they are gone, nothing is allowed. */
async function actingFor({ db, clock, log, rights }: MovingGround, { workspaceId, createdBy, id }: OpenMove): Promise<Ctx> {
  const found = await db.inWorkspace(workspaceId, (tx) => findActor(tx, rights(), { kind: "member", id: createdBy, now: clock.now() }));
  const actor = found ?? {
    kind: "member" as const,
    id: createdBy,
    name: "",
    capabilities: new Set<string>(),
    sight: { kind: "all" as const },
  };
  return createCtx({ db, clock, log, workspaceId, actor, correlationId: `move ${id}` });
}
