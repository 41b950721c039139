import type { Account, Chat, PhoneMessage } from "./state.ts";

/** What one kind of account tells the business of a person's doings. */
export interface Provider {
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
