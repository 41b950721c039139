import { createHash } from "node:crypto";
import { calm, type Faults } from "./faults.ts";

/** What the simulator remembers, all in memory and bounded: a restart is a new world, and the oldest goes when something is full. */
const MOST = { accounts: 2_000, chats: 20_000, lines: 2_000, sent: 20_000, hooks: 1_000, mediaBytes: 256 * 1024 * 1024 };

/** One account of a business, as its provider would know it. */
export interface Account {
  /** The provider's id of it. */
  id: string;
  kind: string;
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

export interface TemplateRecord {
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

interface Sent {
  account: string;
  kind: string;
  id: string;
  to: string;
  callbackData: string | null;
  at: number;
  body: Record<string, unknown>;
}

export interface World {
  accounts: Map<string, Account>;
  media: Map<string, StoredMedia>;
  /** Of all files together. */
  mediaBytes: number;
  chats: Map<string, Chat>;
  /** Chats by phone: a load test writes to thousands. */
  phones: Map<string, Chat>;
  faults: Faults;
  /** How many sends have ended by the fault that is on. */
  faultsTaken: Map<string, number>;
  /** Accepted sends: what a test counts. */
  sent: Sent[];
  /** What was posted to the places for alerts. */
  hooks: { path: string; body: unknown }[];
  /** Grows with each change; long polls wait on it. */
  version: number;
  changed: Set<() => void>;
  /** The product's time, in milliseconds: a demonstration sends its clock ahead. */
  now(): number;
  setAhead(ms: number): void;
  /** A provider's own codes for errors. */
  codesOf(kind: string): { refused: number; tooMany: number };
  /** Unique wherever several simulators run against one installation, as real ids are. */
  nextId(): string;
}

/** @param codesOf as in {@link World} */
export function createWorld(codesOf: World["codesOf"], ahead = 0): World {
  const prefix = Date.now().toString(36);
  let counter = 0;
  let aheadMs = ahead;
  return {
    accounts: new Map(),
    media: new Map(),
    mediaBytes: 0,
    chats: new Map(),
    phones: new Map(),
    faults: calm(),
    faultsTaken: new Map(),
    sent: [],
    hooks: [],
    version: 0,
    changed: new Set(),
    now: () => Date.now() + aheadMs,
    setAhead(ms) {
      aheadMs = ms;
    },
    codesOf,
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
  forgetOldest(world);
  if (person.waId !== undefined) world.phones.set(phoneKey(account, person.waId), chat);
  return chat;
}

function forgetOldest({ chats, phones }: World) {
  const [oldest] = chats;
  if (oldest === undefined || chats.size <= MOST.chats) return;
  const [key, { account, person }] = oldest;
  chats.delete(key);
  if (person.waId !== undefined) phones.delete(phoneKey(account, person.waId));
}

/** Opens an account, or puts it in the place of one of the same id. */
export function keepAccount(world: World, account: Account): boolean {
  const key = `${account.kind} ${account.id}`;
  if (world.accounts.size >= MOST.accounts && !world.accounts.has(key)) return false;
  world.accounts.set(key, account);
  return true;
}

/** Brazilian mobiles with and without the ninth digit are one phone. */
const phoneKey = (account: Account, digits: string) => `${account.kind} ${account.id} ${digits.replace(/^(55\d\d)9(\d{8})$/, "$1$2")}`;

/** As `findChat`, for providers that know people by their phones. */
export function findPhone(world: World, account: Account, digits: string): Chat {
  return (
    world.phones.get(phoneKey(account, digits)) ?? chatOf(world, account, { waId: digits, userId: `BR.9${digits}`, name: `+${digits}` })
  );
}

export const findAccount = (world: World, kind: string, fits: (account: Account) => boolean): Account | undefined =>
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
  const message: PhoneMessage = { ...rest, from: "business", at: world.now(), status: "accepted", reactions: [] };
  if (replyTo !== undefined) message.replyTo = replyTo;
  addLine(chat, message);
  chat.typingUntil = 0;
  touch(world);
  return message;
}

export function addLine(chat: Chat, line: PhoneMessage) {
  chat.messages.push(line);
  if (chat.messages.length > MOST.lines) chat.messages.shift();
}

export function noteSent(world: World, sent: Sent) {
  world.sent.push(sent);
  if (world.sent.length > MOST.sent) world.sent.shift();
}

export function noteHook(world: World, hook: World["hooks"][number]) {
  world.hooks.push(hook);
  if (world.hooks.length > MOST.hooks) world.hooks.shift();
}

/** Keeps a file and gives its id. */
export function keepFile(world: World, bytes: Buffer, mimeType: string, fileName?: string): string {
  const id = `9${world.nextId()}`;
  world.media.set(id, { id, bytes, mimeType, ...(fileName === undefined ? {} : { fileName }) });
  world.mediaBytes += bytes.length;
  for (const [oldest, media] of world.media) {
    if (world.mediaBytes <= MOST.mediaBytes || oldest === id) break;
    world.mediaBytes -= media.bytes.length;
    world.media.delete(oldest);
  }
  return id;
}

export function react(world: World, chat: Chat, target: string, from: "person" | "business", emoji: string) {
  const message = chat.messages.find(({ id }) => id === target);
  if (message === undefined) return;
  message.reactions = message.reactions.filter((one) => one.from !== from);
  if (emoji !== "") message.reactions.push({ from, emoji });
  touch(world);
}
