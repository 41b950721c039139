import type { ChannelEvent } from "../adapters/adapter.ts";
import { compact } from "../adapters/tolerant.ts";

const MARK = "standby:";

const standbyId = (id: string): string => `${MARK}${id}`;

/** The provider's own id of a message, whether it came to us or as a copy. */
export const providerIdOf = (id: string): string => (id.startsWith(MARK) ? id.slice(MARK.length) : id);

/**
 * A copy that another system got may come again as a message of ours: each has ids of its own, so that the copy never swallows
 * the message.
 */
export function asStandby(event: ChannelEvent): ChannelEvent {
  switch (event.type) {
    case "message":
      return {
        ...event,
        silent: "standby",
        providerMessageId: standbyId(event.providerMessageId),
        ...compact({ replyTo: event.replyTo === undefined ? undefined : standbyId(event.replyTo) }),
      };
    case "status":
      return { ...event, providerMessageId: standbyId(event.providerMessageId) };
    case "reaction":
    case "edit":
    case "revoke":
      return { ...event, target: standbyId(event.target) };
    default:
      return event;
  }
}
