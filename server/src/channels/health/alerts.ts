import { beginNotice, endNotices } from "../../notices/index.ts";
import type { Tx } from "../../platform/index.ts";
import { ALERTS, OUTAGES, type Trouble } from "./alert-kinds.ts";

interface Place {
  workspaceId: string;
  channelId: string;
  now: Date;
}

/** A channel is in trouble: administrators hear of it once, however often it is noticed. */
export const beginAlert = (tx: Tx, { workspaceId, channelId, now }: Place, kind: Trouble): Promise<void> =>
  beginNotice(tx, { workspaceId, subjectId: channelId, now }, ALERTS[kind]);

/** It is over; without `kinds` an outage is, and the incident that it had become. */
export const endAlert = (
  tx: Tx,
  { workspaceId, channelId, now }: Place,
  kinds: readonly Trouble[] = [...OUTAGES, "incident"],
): Promise<void> =>
  endNotices(
    tx,
    { workspaceId, subjectId: channelId, now },
    kinds.map((kind) => ALERTS[kind]),
  );
