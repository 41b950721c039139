import type { FastifyInstance } from "fastify";
import type { Account, Chat, PhoneMessage } from "./state.ts";

/** One provider: its API for the business, and what it tells the business of a person's doings. */
export interface Provider {
  routes(app: FastifyInstance): void;
  /** A person wrote `line`; `content` is it in WhatsApp's shape, files by the id of the simulator. */
  tell(chat: Chat, line: PhoneMessage, content: Record<string, unknown>): void;
  /** A person reacted; an empty emoji takes it back. */
  react?(chat: Chat, target: string, emoji: string, id: string): void;
  /** A person's phone showed them `message`. */
  read?(chat: Chat, message: PhoneMessage): void;
  /** The id of a message that a person writes; missing: like WhatsApp's. */
  newId?(chat: Chat): string;
  /** The phone of a gateway was paired, or taken away. */
  pairing?(account: Account): void;
  /** Delivers given bytes once, signed as the provider signs; for fixtures. @returns the status */
  raw?(account: Account, body: Buffer, signature?: string): Promise<number>;
}
