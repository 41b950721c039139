import type { PublicFact } from "./audience.ts";

/** What a browser hears: that something changed, never its content; it fetches with its own rights. */
export type ServerFrame =
  /** `cursor`: everything committed before it is contained in what is loaded after this frame. */
  | { type: "hello"; cursor: string }
  | { type: "facts"; facts: PublicFact[] }
  /** The answer to `resume`: all that changed since, and the new cursor. */
  | { type: "delta"; facts: PublicFact[]; cursor: string }
  /** Too much changed, or too long ago: load everything again. */
  | { type: "reset"; cursor: string }
  | { type: "cursor"; cursor: string }
  /** The answer to `ping`: the server is there. */
  | { type: "pong" }
  /** These conversations are out of this visitor's sight from now on. */
  | { type: "gone"; conversationIds: string[] }
  /** Who else has this conversation open or is typing in it. */
  | { type: "presence"; conversationId: string; members: { id: string; name: string; typing: boolean }[] };

/** What a browser says: where it was, what it looks at, and whether anybody is there. */
export type ClientFrame =
  | { type: "ping" }
  | { type: "resume"; cursor: string }
  | { type: "look"; conversationId: string | null; typing: boolean };

/** The closed set of frames that a browser may send. */
export function readFrame(text: string): ClientFrame | null {
  try {
    const frame = JSON.parse(text) as Record<string, unknown>;
    if (frame["type"] === "ping") return { type: "ping" };
    if (frame["type"] === "resume" && /^\d{1,20}$/.test(String(frame["cursor"])))
      return { type: "resume", cursor: String(frame["cursor"]) };
    const id = frame["conversationId"];
    if (frame["type"] === "look" && (id === null || (typeof id === "string" && /^[0-9a-f-]{36}$/.test(id)))) {
      return { type: "look", conversationId: id, typing: frame["typing"] === true };
    }
    return null;
  } catch {
    return null;
  }
}
