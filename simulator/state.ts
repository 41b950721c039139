/** What the simulator remembers, all in memory: a restart is a new world. */

/** One business number as Meta would know it. */
export interface Account {
  phoneNumberId: string;
  businessAccountId: string;
  displayNumber: string;
  name: string;
  accessToken: string;
  appSecret: string;
  verifyToken: string;
  webhookUrl: string;
  subscribed: boolean;
  templates: TemplateRecord[];
}

interface TemplateRecord {
  id: string;
  name: string;
  language: string;
  status: string;
  category: string;
  parameter_format: "POSITIONAL" | "NAMED";
  components: Record<string, unknown>[];
}

/** A person with a phone. Without `waId` the number is hidden and only the business-scoped id is known. */
export interface Person {
  waId?: string;
  userId: string;
  name: string;
  username?: string;
}

interface StoredMedia {
  id: string;
  bytes: Buffer;
  mimeType: string;
  fileName?: string;
}

/** One line of a chat as the person's phone shows it. */
export interface PhoneMessage {
  id: string;
  from: "person" | "business";
  at: number;
  type: string;
  body: Record<string, unknown>;
  /** Of a message to the person: what their phone has reported. Of one from them: what the business did. */
  status: "accepted" | "sent" | "delivered" | "read";
  replyTo?: string;
  reactions: { from: "person" | "business"; emoji: string }[];
}

export interface Chat {
  account: Account;
  person: Person;
  messages: PhoneMessage[];
  typingUntil: number;
}

/** Troubles on demand. Each is off by default. */
export interface Faults {
  /** Every answer of the Graph API is this late. */
  delayMs: number;
  /** The next `count` sends end like this. */
  nextSends: { outcome: SendFault; count: number } | null;
  /** Every webhook is delivered this many times more. */
  duplicates: number;
  /** Webhooks are held and delivered in reverse, this many at a time. */
  reorder: number;
  /** Addresses of files answer 404. */
  dropMedia: boolean;
  /** Statuses are never sent. */
  loseStatuses: boolean;
  /** Statuses come this late after each other. */
  statusDelayMs: number;
  /** A message counts as read as soon as it is delivered. */
  autoRead: boolean;
}

/** An error code of the Graph API, a plain HTTP status, or a way for a connection to end. */
export type SendFault = { code: number } | { http: number } | "reset" | "accepted_then_reset" | "hang" | "malformed";

export const calm = (): Faults => ({
  delayMs: 0,
  nextSends: null,
  duplicates: 0,
  reorder: 0,
  dropMedia: false,
  loseStatuses: false,
  statusDelayMs: 250,
  autoRead: true,
});

export interface World {
  accounts: Map<string, Account>;
  media: Map<string, StoredMedia>;
  chats: Map<string, Chat>;
  faults: Faults;
  /** Every accepted send: what a test counts. */
  sent: { phoneNumberId: string; id: string; callbackData: string | null; at: number; body: Record<string, unknown> }[];
  /** Grows with each change; long polls wait on it. */
  version: number;
  changed: Set<() => void>;
  /** Unique wherever several simulators run against one installation, as real ids are. */
  nextId(): string;
}

export function createWorld(): World {
  const prefix = Date.now().toString(36);
  let counter = 0;
  return {
    accounts: new Map(),
    media: new Map(),
    chats: new Map(),
    faults: calm(),
    sent: [],
    version: 0,
    changed: new Set(),
    nextId: () => `${prefix}${(++counter).toString(36).padStart(5, "0")}`,
  };
}

export function touch(world: World) {
  world.version += 1;
  for (const wake of world.changed) wake();
  world.changed.clear();
}

export function chatOf(world: World, account: Account, person: Person): Chat {
  const key = `${account.phoneNumberId} ${person.userId}`;
  const chat = world.chats.get(key) ?? { account, person, messages: [], typingUntil: 0 };
  world.chats.set(key, chat);
  return chat;
}

/** The chat with whom a send is addressed to; a stranger gets a phone the moment somebody writes to them. */
export function chatByAddress(world: World, account: Account, to: string | undefined, recipient: string | undefined): Chat {
  const digits = to?.replace(/\D/g, "");
  const known = [...world.chats.values()].find(
    ({ account: own, person }) => own === account && (digits === undefined ? person.userId === recipient : samePhone(person.waId, digits)),
  );
  if (known !== undefined) return known;
  return chatOf(
    world,
    account,
    digits === undefined ? { userId: recipient ?? "", name: "" } : { waId: digits, userId: `BR.9${digits}`, name: `+${digits}` },
  );
}

/** Brazilian mobiles with and without the ninth digit are one phone. */
function samePhone(a: string | undefined, b: string): boolean {
  const short = (digits: string | undefined) => digits?.replace(/^(55\d\d)9(\d{8})$/, "$1$2");
  return short(a) === short(b);
}
