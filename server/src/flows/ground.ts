import type { Action, DeliveryParts, RoomBlock } from "../inbox/index.ts";
import {
  type Actor,
  type Clock,
  type Ctx,
  createCtx,
  type Database,
  type GuardedClient,
  type Logger,
  type Secrets,
} from "../platform/index.ts";

/** What running flows needs. What upper rooms offer is complete when all rooms are open, so it is asked for. */
export interface FlowGround {
  db: Database;
  clock: Clock;
  log: Logger;
  http: GuardedClient;
  secrets: Secrets;
  parts: DeliveryParts;
  actions(): ReadonlyMap<string, Action>;
  blocks(): ReadonlyMap<string, RoomBlock>;
}

/** Events of what a flow does of its own accord carry this: no flow begins with them. */
const MARK = "flow ";
export const byFlow = (of: string): string => `${MARK}${of}`;
export const isByFlow = (correlationId: string | null): boolean => correlationId?.startsWith(MARK) === true;

/** Acts in the name of a flow: with the rights of every act that a block can be, which whoever published it had. */
export function flowCtx(ground: FlowGround, workspaceId: string, flow: { id: string; name: string }, correlationId: string): Ctx {
  const { db, clock, log } = ground;
  const capabilities = new Set([...ground.actions().values()].map(({ right }) => right.name));
  const actor: Actor = { kind: "flow", id: flow.id, name: flow.name, capabilities, sight: { kind: "all" } };
  return createCtx({ db, clock, log, workspaceId, correlationId, actor });
}
