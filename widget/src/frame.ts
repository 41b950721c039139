import type { ChatEvents, PageIdentity } from "./api.ts";
import type { Store } from "./store.ts";

/** How the chat looks and what it asks first, as the server says. */
export interface Look {
  title: string;
  color: string;
  side: "left" | "right";
  language: string | null;
  greeting: string | null;
  awayText: string | null;
  askFirst: string[];
  askConsent: boolean;
  whatsapp: string | null;
  privacyUrl: string | null;
  proactive: { path: string; seconds: number; text: string } | null;
}

/** What the panel gets of the part that is always there; it imports nothing of it, so that this file stays a plain script. */
export interface Frame {
  root: ShadowRoot;
  door: string;
  look: Look;
  store: Store;
  language: string;
  resume: string | null;
  say<Name extends keyof ChatEvents>(name: Name, detail: ChatEvents[Name]): void;
  close(): void;
  unread(count: number): void;
}

/** What the panel offers to the part that is always there. */
export interface Panel {
  show(open: boolean): void;
  identify(identity: PageIdentity | null): void;
  setAttributes(attributes: Record<string, string>): void;
  end(): Promise<void>;
  propose(text: string): void;
}
