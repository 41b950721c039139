import type { FlowDocument } from "../../../../flow/document.ts";
import type { Documents, RunState } from "../../../../flow/run.ts";
import { isId, sql, type Tx } from "../../platform/index.ts";

type Known = { version: number; document: FlowDocument };

/** Flows that call others that call others: deeper is no flow that somebody drew. */
const DEEPEST = 10;

/** Every document that a run may want: its own in the version that it holds, those that wait for it, and those that they call, as they are published now. */
export async function readDocuments(
  tx: Tx,
  { flowId, version, stack }: Pick<RunState, "flowId" | "version" | "stack">,
): Promise<Documents> {
  const pinned = new Map<string, Known>();
  for (const one of [...stack, { flowId, version }]) {
    const document = await readPinned(tx, one.flowId, one.version);
    if (document !== null) pinned.set(keyOf(one.flowId, one.version), { version: one.version, document });
  }
  const published = await readCalled(
    tx,
    [...pinned.values()].map(({ document }) => document),
  );
  return (id, wanted) => {
    const now = published.get(id) ?? null;
    if (wanted === null) return now;
    return pinned.get(keyOf(id, wanted)) ?? (now?.version === wanted ? now : null);
  };
}

/** What these call, and what those call, as it is published now. */
export async function readCalled(tx: Tx, documents: readonly FlowDocument[]): Promise<ReadonlyMap<string, Known>> {
  const published = new Map<string, Known>();
  let called = documents.flatMap(callsOf);
  for (let depth = 0; called.length > 0 && depth < DEEPEST; depth += 1) {
    const found = await readPublished(
      tx,
      called.filter((id) => isId(id) && !published.has(id)),
    );
    for (const { id, ...known } of found) published.set(id, known);
    called = found.flatMap(({ document }) => callsOf(document)).filter((id) => !published.has(id));
  }
  return published;
}

const keyOf = (flowId: string, version: number) => `${flowId} ${version}`;
const callsOf = ({ blocks }: FlowDocument): string[] => blocks.flatMap((block) => (block.type === "sub_flow" ? [block.flowId] : []));

async function readPinned(tx: Tx, flowId: string, version: number): Promise<FlowDocument | null> {
  const [row] = await tx.named<{ document: FlowDocument }>(
    "flows.version",
    "select document from flow_versions where flow_id = $1 and version = $2 and workspace_id = current_workspace()",
    [flowId, version],
  );
  return row?.document ?? null;
}

const readPublished = (tx: Tx, flowIds: string[]): Promise<(Known & { id: string })[]> =>
  flowIds.length === 0
    ? Promise.resolve([])
    : tx.many(sql<Known & { id: string }>`
        select f.id, v.version, v.document from flows f join flow_versions v on v.workspace_id = f.workspace_id and v.flow_id = f.id and v.version = f.published_version
        where f.id = any(${flowIds}) and f.removed_at is null`);
