import { messageReceived } from "../inbox/index.ts";
import { type ConsumerOffer, consumer, emit, on } from "../platform/index.ts";
import { sightingCounted } from "./events.ts";
import { keepMessages } from "./sightings.queries.ts";

/** Counts what contacts write. A message that is heard again is not counted again: it is a row of its own. */
export const ghostListeners: ConsumerOffer[] = [
  consumer(
    "ghost.count_messages",
    on(messageReceived, async (tx, events, now) => {
      const workspaceId = events[0]?.workspaceId ?? "";
      const heard = events.flatMap(({ subjectId, detail }) =>
        subjectId === null ? [] : [{ messageId: subjectId, contactId: detail.contactId }],
      );
      const messages = await keepMessages(tx, workspaceId, heard);
      if (messages > 0) emit(tx, [sightingCounted({ workspaceId, detail: { messages } })], now);
    }),
  ),
];
