import { Errors } from "typebox/value";
import type { Block } from "../../../../flow/document.ts";
import { type House, type FlowProblem as Linted, lintFlow } from "../../../../flow/lint.ts";
import { adapterOf, type ChannelKind } from "../../channels/index.ts";
import { type Action, type DeliveryParts, factsOfBlock, type RoomBlock, TRIGGER_EVENT_IDS } from "../../inbox/index.ts";
import { type Ctx, isId, sql, type Tx } from "../../platform/index.ts";
import { may } from "../../team/index.ts";
import { readCalled } from "../runs/documents.ts";
import type { LockedFlow } from "./flow.ts";

/** What stands in the way of a flow, or might: the linter's, and `action_not_allowed` and `input_wrong`, which only the server knows. */
export interface FlowProblem extends Omit<Linted, "code"> {
  code: Linted["code"] | "action_not_allowed" | "input_wrong";
}

export interface CheckParts {
  parts: Pick<DeliveryParts, "adapters" | "fields" | "variables">;
  actions(): ReadonlyMap<string, Action>;
  blocks(): ReadonlyMap<string, RoomBlock>;
}

/** Everything that is known of a drawing: what the linter says of it, and what of the workspace it names that is not there. */
export async function problemsOfFlow(
  tx: Tx,
  ctx: Ctx,
  parts: CheckParts,
  flow: Pick<LockedFlow, "id" | "document">,
): Promise<FlowProblem[]> {
  const { document } = flow;
  return [
    ...lintFlow(document, await readHouse(tx, parts, flow)),
    ...document.blocks.flatMap((block) => problemsOfDoing(ctx, parts, block)),
    ...(await missing(tx, document.blocks)),
  ];
}

/** What the linter is told: fields, variables, acts, blocks, and the channels that are on. */
async function readHouse(
  tx: Tx,
  { parts, actions, blocks }: CheckParts,
  { id, document }: Pick<LockedFlow, "id" | "document">,
): Promise<House> {
  const channels = await tx.many(
    sql<{ name: string; kind: ChannelKind }>`select name, kind from channels where status = 'active' order by created_at, id limit 100`,
  );
  const called = await readCalled(tx, [document]);
  return {
    fields: (await parts.fields.of(tx)).askable,
    variables: await parts.variables.factsOf(tx),
    events: TRIGGER_EVENT_IDS,
    actions: [...actions().keys()],
    rooms: [...blocks().values()].map(factsOfBlock),
    channels: channels.map(({ name, kind }) => ({ name, capabilities: adapterOf(parts.adapters, kind).capabilities })),
    flow: (flowId) => called.get(flowId)?.document ?? null,
    flowId: id,
  };
}

const error = (block: Block, code: FlowProblem["code"], values: FlowProblem["values"], path?: string): FlowProblem => ({
  code,
  block: block.id,
  severity: "error",
  values,
  ...(path === undefined ? {} : { path }),
});

/** A flow acts with no more rights than those who publish it have. */
function problemsOfDoing({ actor }: Ctx, { actions, blocks }: CheckParts, block: Block): FlowProblem[] {
  if (block.type === "action") {
    const action = actions().get(block.action);
    if (action === undefined) return [];
    if (!may(actor, action.right)) return [error(block, "action_not_allowed", { action: block.action, right: action.right.name })];
    return wrongIn(block, "input", action.input, block.input);
  }
  const known = block.type === "room" ? blocks().get(block.block) : undefined;
  return block.type !== "room" || known === undefined ? [] : wrongIn(block, "settings", known.settings, block.settings);
}

/** Texts that hold variables are known when the block is reached. */
function wrongIn(block: Block, part: string, schema: Action["input"], value: Readonly<Record<string, unknown>>): FlowProblem[] {
  return Errors(schema, value)
    .filter(({ instancePath }) => !hasVariable(value, instancePath))
    .map(({ instancePath, message }) =>
      error(block, "input_wrong", { problem: message }, [part, ...instancePath.split("/").slice(1)].join(".")),
    );
}

function hasVariable(value: unknown, path: string): boolean {
  let at = value;
  for (const key of path.split("/").slice(1)) at = typeof at === "object" && at !== null ? (at as Record<string, unknown>)[key] : undefined;
  return typeof at === "string" && at.includes("{{");
}

/** Rows that a document names by id. */
async function missing(tx: Tx, blocks: readonly Block[]): Promise<FlowProblem[]> {
  const named = blocks.flatMap((block) => namedBy(block).map((one) => ({ block, ...one })));
  if (named.length === 0) return [];
  const ids = (what: Named["what"]) => named.filter((one) => one.what === what && isId(one.id)).map((one) => one.id);
  const { found } = await tx.one(sql<{ found: string[] }>`
    select array(select 'credential:' || k.id from flow_credentials k where k.id = any(${ids("credential")}::uuid[])
      union all select 'queue:' || q.id from queues q where q.id = any(${ids("queue")}::uuid[])
      union all select 'calendar:' || c.id from calendars c where c.id = any(${ids("calendar")}::uuid[])
      union all select 'file:' || a.id from attachments a where a.id = any(${ids("file")}::uuid[]) and a.message_id is null and a.state = 'stored') as found`);
  const there = new Set(found);
  return named
    .filter((one) => !there.has(`${one.what}:${one.id}`))
    .map(({ block, what, id }) => error(block, what === "file" ? "file_missing" : "target_missing", { what, id }));
}

interface Named {
  what: "credential" | "queue" | "calendar" | "file";
  id: string;
}

function namedBy(block: Block): Named[] {
  switch (block.type) {
    case "http":
      return block.credentialId === undefined ? [] : [{ what: "credential", id: block.credentialId }];
    case "hours":
      return block.calendarId === null ? [] : [{ what: "calendar", id: block.calendarId }];
    case "hand_over":
      return block.to === "queue" && block.toId !== null ? [{ what: "queue", id: block.toId }] : [];
    case "say_file":
      return block.attachmentId === undefined ? [] : [{ what: "file", id: block.attachmentId }];
    default:
      return [];
  }
}
