/** What a page hears of the chat; the names are those of the events. */
export interface ChatEvents {
  open: undefined;
  close: undefined;
  message_received: { text: string | null };
  message_sent: { text: string | null };
  queue_position: { position: number };
  attendant_assigned: { name: string | null };
  session_ended: undefined;
  system_message: { text: string };
  error: { code: string; text: string };
}

/** A signed-in customer, with the signature that the page's own server made. */
export interface PageIdentity {
  userId: string;
  signature: string;
  /** Seconds since 1970; part of what was signed. */
  expires?: number;
  name?: string;
  email?: string;
}

/** `window.Prosa`, once the script has run; then the page's window hears `prosa:ready`. */
export interface ProsaChat {
  open(): void;
  close(): void;
  /** Says who the customer is. Another one than before gets another chat; null is somebody who signed out. */
  identify(identity: PageIdentity | null): void;
  /** What the team shall know, as names and texts; it is sent with the next message. */
  setAttributes(attributes: Record<string, string>): void;
  /** @returns what ends the listening */
  on<Name extends keyof ChatEvents>(name: Name, listener: (detail: ChatEvents[Name]) => void): () => void;
  /** Ends the chat: this browser forgets it, and its token opens nothing any more. */
  end(): Promise<void>;
}

declare global {
  interface Window {
    Prosa?: ProsaChat;
  }
}
