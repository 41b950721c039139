import { randomBytes } from "node:crypto";
import type { InboundContent } from "../../../../content/content.ts";
import { addJobs, type Tx } from "../../platform/index.ts";
import { settleTapJob } from "../job-kinds.ts";
import type { ReceivedRow } from "../messages/update-conversations.ts";

/** Some channels give a button 64 bytes: a verb and 22 characters, 128 bits, are all that goes into it. */
const TOKEN = /^[a-z][a-z_]{0,29}\.[\w-]{22}$/;
const VERB = /^[a-z][a-z_]{0,29}$/;

/** The text of a button that acts. @throws {RangeError} when the verb is not up to 30 small letters and underscores */
export function makeTapToken(verb: string): string {
  if (!VERB.test(verb)) throw new RangeError(`"${verb}" is no verb of a tap`);
  return `${verb}.${randomBytes(16).toString("base64url")}`;
}

/** Whether a received choice has the form of a token; an answer "2" to a numbered menu is that entry's choice by then. */
export const isTap = (content: InboundContent): content is Extract<InboundContent, { kind: "choice" }> =>
  content.kind === "choice" && TOKEN.test(content.id);

export const tapKey = (conversationId: string) => `tap ${conversationId}`;

/** Every tap that came in is settled by a job of its own, whoever has the floor. */
export function queueTaps(tx: Tx, workspaceId: string, fresh: ReceivedRow[], now: Date): void {
  const tapped = fresh.filter(({ event }) => event.direction === "in" && event.silent === undefined && isTap(event.content));
  addJobs(
    tx,
    tapped.map(({ id, conversation }) =>
      settleTapJob({ workspaceId, payload: { messageId: id, conversationId: conversation.id }, key: tapKey(conversation.id) }),
    ),
    now,
  );
}
