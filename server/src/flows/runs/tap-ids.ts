import { createHash } from "node:crypto";
import type { OutboundContent } from "../../../../content/content.ts";
import type { Effect } from "../../../../flow/run.ts";
import { isId, sql, type Tx } from "../../platform/index.ts";
import type { Run } from "./run.ts";

/**
 * Ids of buttons and rows as they leave: `~<run>~<mark>`, 36 bytes, so that a tap says which run asked, however old it is. The mark stands for block and
 * option, which are found in the stored step that asked. Some channels give an id 64 bytes.
 */
const FORM = /^~([\w-]{22})~([\w-]{12})$/;

const markOf = (block: string, optionId: string) => createHash("sha256").update(`${block}\0${optionId}`).digest("base64url").slice(0, 12);
const shortOf = (runId: string) => Buffer.from(runId.replaceAll("-", ""), "hex").toString("base64url");
const runOf = (short: string) =>
  Buffer.from(short, "base64url")
    .toString("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

/** The content with ids that carry run, block and option. */
export function markTaps(run: Run, { block }: Pick<Effect, "block">, content: OutboundContent): OutboundContent {
  const marked = <One extends { id: string }>(one: One): One => ({ ...one, id: `~${shortOf(run.id)}~${markOf(block, one.id)}` });
  switch (content.kind) {
    case "buttons":
      return { ...content, buttons: content.buttons.map(marked) };
    case "list":
      return { ...content, sections: content.sections.map((section) => ({ ...section, rows: section.rows.map(marked) })) };
    case "text":
      return content.menu === undefined ? content : { ...content, menu: content.menu.map(marked) };
    default:
      return content;
  }
}

/** What a received choice stands for. */
export interface FlowTap {
  runId: string;
  flowId: string;
  version: number;
  block: string;
  optionId: string;
}

export const isFlowTap = (choiceId: string): boolean => FORM.test(choiceId);

/** Null for a choice that no run of this conversation offered. */
export async function readFlowTap(tx: Tx, conversationId: string, choiceId: string): Promise<FlowTap | null> {
  const [, short, mark] = FORM.exec(choiceId) ?? [];
  if (short === undefined || mark === undefined) return null;
  const runId = runOf(short);
  if (!isId(runId)) return null;
  const steps = await tx.many(sql<{ flowId: string; version: number; effects: Effect[] }>`
    select s.state->>'flowId' as "flowId", (s.state->>'version')::int as version, s.effects
    from flow_runs r join flow_steps s on s.workspace_id = r.workspace_id and s.run_id = r.id
    where r.id = ${runId} and r.conversation_id = ${conversationId} and s.effects @? '$[*] ? (@.do == "say")' order by s.number desc`);
  for (const { flowId, version, effects } of steps)
    for (const effect of effects) {
      if (effect.do !== "say") continue;
      const optionId = idsOf(effect.content).find((id) => markOf(effect.block, id) === mark);
      if (optionId !== undefined) return { runId, flowId, version, block: effect.block, optionId };
    }
  return null;
}

function idsOf(content: OutboundContent): string[] {
  switch (content.kind) {
    case "buttons":
      return content.buttons.map(({ id }) => id);
    case "list":
      return content.sections.flatMap(({ rows }) => rows.map(({ id }) => id));
    case "text":
      return (content.menu ?? []).map(({ id }) => id);
    default:
      return [];
  }
}
