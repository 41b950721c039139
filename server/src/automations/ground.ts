import type { ActParts, DeliveryParts } from "../inbox/index.ts";
import { type Actor, type Clock, type Ctx, createCtx, type Database, type Logger } from "../platform/index.ts";

/** What running rules needs. */
export interface AutomationGround {
  db: Database;
  clock: Clock;
  log: Logger;
  parts: DeliveryParts;
  acts: ActParts;
}

/** Events of what rules do carry this: no rule begins with them. */
const MARK = "automation ";

/** Acts in the name of a rule: with the rights of every act, which whoever keeps rules grants it by the right `automations.manage`. */
export function automationCtx(
  { db, clock, log, acts }: AutomationGround,
  workspaceId: string,
  rule: { id: string; name: string },
  runId: string,
): Ctx {
  const capabilities = new Set([...acts.actions.values()].map(({ right }) => right.name));
  const actor: Actor = { kind: "automation", id: rule.id, name: rule.name, capabilities, sight: { kind: "all" } };
  return createCtx({ db, clock, log, workspaceId, correlationId: `${MARK}${runId}`, actor });
}

/** Whether a rule did it: what rules do begins no rule, so that none goes round in circles. */
export const isByRule = (correlationId: string | null): boolean => correlationId?.startsWith(MARK) === true;
