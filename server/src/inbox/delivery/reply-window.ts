import type { OutboundContent } from "../../../../content/content.ts";
import type { ChannelAdapter } from "../../channels/index.ts";

/**
 * What may leave now. `human_agent`: the window of the platform is over, but a person may still answer.
 * @source Meta: 24 hours; HUMAN_AGENT on Messenger and Instagram up to 7 days.
 */
export function windowFor(
  { windowHours, humanAgentHours }: ChannelAdapter,
  closesAt: Date | null,
  { kind }: OutboundContent,
  byPerson: boolean,
  now: Date,
): "open" | "human_agent" | "closed" {
  if (windowHours === null || kind === "template") return "open";
  if (closesAt === null) return "closed";
  if (now <= closesAt) return "open";
  const humanUntil = humanAgentEnd({ windowHours, humanAgentHours }, closesAt);
  return byPerson && humanUntil !== null && now <= humanUntil ? "human_agent" : "closed";
}

/** Until when a person may answer after `closesAt`; null where there is no such rule. */
export function humanAgentEnd(
  { windowHours, humanAgentHours }: { windowHours: number | null; humanAgentHours: number | undefined },
  closesAt: Date | null,
): Date | null {
  if (windowHours === null || humanAgentHours === undefined || closesAt === null) return null;
  return new Date(closesAt.getTime() + (humanAgentHours - windowHours) * 3_600_000);
}
