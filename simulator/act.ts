import { createHash } from "node:crypto";
import type { Provider } from "./provider.ts";
import { addLine, type Chat, keepFile, type PhoneMessage, react, touch, type World } from "./state.ts";

type Body = Record<string, unknown>;

/** What a person can do with their phone. Files come in base64. */
export type PersonAction =
  | { kind: "text"; text: string; replyTo?: string }
  | {
      kind: "file";
      type: "image" | "audio" | "voice" | "video" | "document";
      mimeType: string;
      base64: string;
      fileName?: string;
      caption?: string;
    }
  | { kind: "tap"; id: string; title: string; of: string; list?: boolean }
  | { kind: "reaction"; target: string; emoji: string }
  | { kind: "location"; latitude: number; longitude: number; name?: string }
  | { kind: "read" };

/** @returns the id of what the person wrote, as the provider numbers it; empty where nothing was written. */
export function act(world: World, provider: Provider, chat: Chat, action: PersonAction): string {
  if (action.kind === "read") {
    for (const message of chat.messages) {
      if (message.from !== "business" || message.status === "read") continue;
      message.status = "read";
      provider.read?.(chat, message);
    }
    touch(world);
    return "";
  }
  const id = provider.newId?.(chat) ?? `wamid.${Buffer.from(`${chat.person.userId} ${world.nextId()}`).toString("base64")}`;
  if (action.kind === "reaction") {
    react(world, chat, action.target, "person", action.emoji);
    provider.react?.(chat, action.target, action.emoji, id);
    return id;
  }
  const { type, content, context } = compose(world, action);
  const line: PhoneMessage = { id, from: "person", at: world.now(), type, body: content, status: "delivered", reactions: [] };
  if (context !== undefined) line.replyTo = context;
  addLine(chat, line);
  touch(world);
  provider.tell(chat, line, { type, [type]: content });
  return id;
}

function compose(
  world: World,
  action: Exclude<PersonAction, { kind: "read" | "reaction" }>,
): { type: string; content: Body; context?: string } {
  switch (action.kind) {
    case "text":
      return { type: "text", content: { body: action.text }, ...(action.replyTo === undefined ? {} : { context: action.replyTo }) };
    case "tap": {
      const reply = { id: action.id, title: action.title };
      return {
        type: "interactive",
        content: action.list === true ? { type: "list_reply", list_reply: reply } : { type: "button_reply", button_reply: reply },
        context: action.of,
      };
    }
    case "location":
      return {
        type: "location",
        content: { latitude: action.latitude, longitude: action.longitude, ...(action.name === undefined ? {} : { name: action.name }) },
      };
    case "file": {
      const bytes = Buffer.from(action.base64, "base64");
      const id = keepFile(world, bytes, action.mimeType, action.fileName);
      const file = { id, mime_type: action.mimeType, sha256: createHash("sha256").update(bytes).digest("base64") };
      const caption = action.caption === undefined ? {} : { caption: action.caption };
      if (action.type === "voice") return { type: "audio", content: { ...file, voice: true } };
      if (action.type === "audio") return { type: "audio", content: { ...file, voice: false } };
      return {
        type: action.type,
        content: { ...file, ...caption, ...(action.type === "document" ? { filename: action.fileName ?? "file" } : {}) },
      };
    }
  }
}
