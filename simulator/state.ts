import { createHash } from "node:crypto";

/** What the simulator remembers, all in memory: a restart is a new world. */

export type ProviderKind =
  | "whatsapp_cloud"
  | "instagram"
  | "messenger"
  | "telegram"
  | "twilio"
  | "sns"
  | "megaapi"
  | "waha"
  | "wppconnect"
  | "evolution"
  | "email"
  | "sendgrid";

/** One account of a business, as its provider would know it. */
export interface Account {
  /** The provider's id of it. */
  id: string;
  kind: ProviderKind;
  name: string;
  /** What the business was given: tokens, keys, numbers. */
  values: Record<string, string>;
  /** Where webhooks go; empty until it was told. */
  webhookUrl: string;
  /** What the business asked to have repeated or signed with. */
  webhookSecret: string;
  subscribed: boolean;
  /** Gateways only: whether a phone is paired. */
  paired: boolean;
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
  /** Every answer of a provider is this late. */
  delayMs: number;
  /** The next `count` sends end like this: of all providers together, or of `each`. */
  nextSends: { outcome: SendFault; count: number; each?: boolean } | null;
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
  /** Webhooks of providers that never repeat them are lost. */
  loseWebhooks: boolean;
  /** Nothing answers any more, until told otherwise. */
  down: boolean;
  /** The same for these kinds alone. */
  downKinds: ProviderKind[];
  /** A message counts as read as soon as it is delivered. */
  autoRead: boolean;
}

/** An error of the provider by its code, a plain HTTP status, or a way for a connection to end. */
export type SendFault = { code: number } | { http: number } | "reset" | "accepted_then_reset" | "hang" | "accepted_then_hang" | "malformed";

export const calm = (): Faults => ({
  delayMs: 0,
  nextSends: null,
  duplicates: 0,
  reorder: 0,
  dropMedia: false,
  loseStatuses: false,
  statusDelayMs: 250,
  loseWebhooks: false,
  down: false,
  downKinds: [],
  autoRead: true,
});

export const isDown = ({ faults }: World, kind: ProviderKind): boolean => faults.down || faults.downKinds.includes(kind);

export interface World {
  accounts: Map<string, Account>;
  media: Map<string, StoredMedia>;
  chats: Map<string, Chat>;
  /** Chats by phone: a load test writes to thousands. */
  phones: Map<string, Chat>;
  faults: Faults;
  /** How many sends have ended by the fault that is on. */
  faultsTaken: Map<ProviderKind | "all", number>;
  /** Every accepted send: what a test counts. */
  sent: {
    account: string;
    kind: ProviderKind;
    id: string;
    to: string;
    callbackData: string | null;
    at: number;
    body: Record<string, unknown>;
  }[];
  /** What was posted to the places for alerts. */
  hooks: { path: string; body: unknown }[];
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
    phones: new Map(),
    faults: calm(),
    faultsTaken: new Map(),
    sent: [],
    hooks: [],
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
  const key = `${account.kind} ${account.id} ${person.userId}`;
  const known = world.chats.get(key);
  if (known !== undefined) return known;
  const chat: Chat = { account, person, messages: [], typingUntil: 0 };
  world.chats.set(key, chat);
  if (person.waId !== undefined) world.phones.set(phoneKey(account, person.waId), chat);
  return chat;
}

/** Brazilian mobiles with and without the ninth digit are one phone. */
const phoneKey = (account: Account, digits: string) => `${account.kind} ${account.id} ${digits.replace(/^(55\d\d)9(\d{8})$/, "$1$2")}`;

/** As `findChat`, for providers that know people by their phones. */
export function findPhone(world: World, account: Account, digits: string): Chat {
  return (
    world.phones.get(phoneKey(account, digits)) ?? chatOf(world, account, { waId: digits, userId: `BR.9${digits}`, name: `+${digits}` })
  );
}

export const findAccount = (world: World, kind: ProviderKind, fits: (account: Account) => boolean): Account | undefined =>
  [...world.accounts.values()].find((account) => account.kind === kind && fits(account));

/** The chat that a send is addressed to; a stranger gets a phone the moment somebody writes to them. */
export function findChat(world: World, account: Account, fits: (person: Person) => boolean, stranger: () => Person): Chat {
  const known = [...world.chats.values()].find((chat) => chat.account === account && fits(chat.person));
  return known ?? chatOf(world, account, stranger());
}

/** The number by which Telegram, Messenger and Instagram know a person: made of our id, the same each time. */
export function numericId(person: Person): string {
  if (/^\d{5,}$/.test(person.userId)) return person.userId;
  return String(createHash("sha256").update(person.userId).digest().readUIntBE(0, 6) + 1_000_000);
}

/** Keeps what the business sent, as the person's phone shows it: bodies are WhatsApp's, whatever the provider. */
export function keepLine(
  world: World,
  chat: Chat,
  line: Pick<PhoneMessage, "id" | "type" | "body"> & { replyTo?: string | undefined },
): PhoneMessage {
  const { replyTo, ...rest } = line;
  const message: PhoneMessage = { ...rest, from: "business", at: Date.now(), status: "accepted", reactions: [] };
  if (replyTo !== undefined) message.replyTo = replyTo;
  chat.messages.push(message);
  chat.typingUntil = 0;
  touch(world);
  return message;
}

/** Keeps a file and gives its id. */
export function keepFile(world: World, bytes: Buffer, mimeType: string, fileName?: string): string {
  const id = `9${world.nextId()}`;
  world.media.set(id, { id, bytes, mimeType, ...(fileName === undefined ? {} : { fileName }) });
  return id;
}

export function react(world: World, chat: Chat, target: string, from: "person" | "business", emoji: string) {
  const message = chat.messages.find(({ id }) => id === target);
  if (message === undefined) return;
  message.reactions = message.reactions.filter((one) => one.from !== from);
  if (emoji !== "") message.reactions.push({ from, emoji });
  touch(world);
}
