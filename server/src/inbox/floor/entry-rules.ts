import { evaluate } from "../../../../rules/evaluate.ts";
import { validate } from "../../../../rules/validate.ts";
import { type Ctx, newId, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { entryRulesChanged, invalidEntryRule } from "../errors.ts";
import type { Fields, KnownFields } from "../fields/field.ts";
import { type ResponderKind, type Responders, responderOf } from "./floor.ts";

/** Who shall begin. */
export interface Beginner {
  holder: ResponderKind;
  id: string;
}

/** When the condition holds, the holder begins. */
export interface EntryRule extends Beginner {
  /** Stays the rule's own when it is renamed, changed or moved: what it caught is counted by it. `id` is whom it names. */
  ruleId: string;
  name: string;
  /** Off: it is passed over, and kept. */
  isOn: boolean;
  /** A document of the root `rules/`, over the inbox's fields. */
  condition: unknown;
}

/** The list as it is kept: the first rule that holds decides, `otherwise` when none does. */
export interface EntryRules {
  version: number;
  rules: EntryRule[];
  otherwise: Beginner | null;
}

/** A list as it is written: a rule without an id is a new one, and on where nothing else is said. */
export interface WrittenEntryRules extends Omit<EntryRules, "rules"> {
  rules: (Omit<EntryRule, "ruleId" | "isOn"> & { ruleId?: string | undefined; isOn?: boolean | undefined })[];
}

/** The end of the list, among the rules of which the catch is counted. */
export const OTHERWISE = "otherwise";

const NONE: EntryRules = { version: 0, rules: [], otherwise: null };

/** The rules of the transaction's workspace; version 0 is "never written". */
export async function readEntryRules(tx: Tx): Promise<EntryRules> {
  const [row] = await tx.named<EntryRules>(
    "inbox.entry_rules",
    "select version, rules, otherwise from entry_rules where workspace_id = current_workspace()",
    [],
  );
  return row ?? NONE;
}

/**
 * Replaces the list as a whole.
 * @param written with the version that was read: of two people who change it at once, the second is told
 * @throws {AppError} inbox.entry_rules_changed; inbox.invalid_entry_rule with every bad node
 */
export async function replaceEntryRules(ctx: Ctx, fields: Fields, written: WrittenEntryRules): Promise<EntryRules> {
  const { version, otherwise } = written;
  const problems = problemsOf(written, await ctx.transaction((tx) => fields.of(tx)));
  if (problems.length > 0) throw invalidEntryRule({ problems });
  const rules = written.rules.map(({ ruleId, isOn, ...rule }): EntryRule => ({ ruleId: ruleId ?? newId(), isOn: isOn ?? true, ...rule }));
  const next = { version: version + 1, rules, otherwise };
  await ctx.transaction(async (tx) => {
    const kept = await tx.run(sql`
      insert into entry_rules as kept (workspace_id, version, rules, otherwise, changed_at)
      select ${ctx.workspaceId}, ${next.version}, ${JSON.stringify(rules)}::jsonb, ${otherwise === null ? null : JSON.stringify(otherwise)}::jsonb, ${ctx.now()}
      where ${version} = 0 or exists (select 1 from entry_rules where workspace_id = ${ctx.workspaceId})
      on conflict (workspace_id) do update set version = excluded.version, rules = excluded.rules, otherwise = excluded.otherwise, changed_at = excluded.changed_at
      where kept.version = ${version}`);
    if (kept === 0) throw entryRulesChanged();
    const detail = { version: next.version, rules, otherwise };
    await recordAudit(tx, ctx, { action: "entry_rules.changed", subjectKind: "workspace", subjectId: ctx.workspaceId, detail });
  });
  return next;
}

/** What makes the list unfit to be kept, and where. */
function problemsOf({ rules }: WrittenEntryRules, { askable }: KnownFields): { path: string; problem: string }[] {
  const ids = rules.map(({ ruleId }) => ruleId);
  return rules.flatMap(({ ruleId, condition }, index) => [
    ...validate(condition, askable).map(({ path, problem }) => ({
      path: `rules.${index}.condition${path === "" ? "" : `.${path}`}`,
      problem,
    })),
    ...(ruleId !== undefined && ids.indexOf(ruleId) < index
      ? [{ path: `rules.${index}.ruleId`, problem: "is the one of an earlier rule" }]
      : []),
  ]);
}

/** What deciding needs of upper rooms. */
export interface BeginningParts {
  responders: Responders;
  fields: Fields;
}

/** Why a holder cannot begin; a code for interfaces, a sentence for developers. */
export interface NotReady {
  code: "no_responder" | "no_target";
  problem: string;
}

/** From when on the holder takes a session; a problem when it never does. */
export async function readinessOf(tx: Tx, responders: Responders, { holder, id }: Beginner, now: Date): Promise<{ from: Date } | NotReady> {
  if (holder === "queue" && (await tx.maybeOne(sql`select 1 from queues where id = ${id}`)) === null)
    return { code: "no_target", problem: "the queue is gone" };
  const responder = responderOf(responders, holder);
  if (responder === null) return { code: "no_responder", problem: `nothing of this installation speaks for ${holder}` };
  const readiness = await responder.canTake(tx, id, now);
  return "from" in readiness ? readiness : { code: "no_target", problem: readiness.never };
}

/** Who begins in this conversation, from when on, and which rule says so. Rules that cannot fire are passed over. Null: nobody does. */
export async function chooseBeginner(
  tx: Tx,
  { responders, fields }: BeginningParts,
  conversationId: string,
  now: Date,
): Promise<(Beginner & { from: Date; entryRule: string }) | null> {
  const { rules, otherwise } = await readEntryRules(tx);
  const subject = await fields.readSubject(tx, conversationId);
  if (subject === null) return null;
  const { askable, readable } = await fields.of(tx);
  const holding = rules.filter(
    ({ isOn, condition }) => isOn && validate(condition, askable).length === 0 && evaluate(condition, readable, subject, now),
  );
  for (const one of otherwise === null ? holding : [...holding, { ...otherwise, ruleId: OTHERWISE }]) {
    const ready = await readinessOf(tx, responders, one, now);
    if ("from" in ready) return { holder: one.holder, id: one.id, from: ready.from, entryRule: one.ruleId };
  }
  return null;
}
