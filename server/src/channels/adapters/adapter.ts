// Longer than most: the whole contract between an adapter and the house, and nothing but types.
import type { Capabilities } from "../../../../content/capabilities.ts";
import type { ContentProblem } from "../../../../content/check-content.ts";
import type { InboundContent, MediaKind, MediaRef, OutboundContent, UnknownPart } from "../../../../content/content.ts";
import type { AddressGuard, GuardedClient, Logger } from "../../platform/index.ts";
import type { CHANNEL_KINDS, IdentityKind } from "../channel-kinds.ts";

/** The channel kinds that have an adapter; `adapters.ts` lists one adapter for each. */
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** A channel account as adapters see it: its secrets are open here and nowhere else. */
export interface Channel {
  id: string;
  workspaceId: string;
  kind: ChannelKind;
  name: string;
  externalId: string;
  settings: Record<string, string>;
  credentials: Record<string, string>;
}

export interface RawWebhook {
  /** Bytes exactly as received. */
  rawBody: Buffer;
  /** The whole address as the provider was given it: our public URL, the path and the query. */
  url: string;
  headers: Record<string, string | string[] | undefined>;
}

/** One of the identifiers of a person. Phones match in E.164 with Brazil's ninth digit. */
export interface IdentityKey {
  kind: IdentityKind;
  value: string;
  /** The same identifier as the provider writes it. */
  address: string;
}

export interface Sender {
  /** At least one. Several belong to one person, by the provider's own word. */
  keys: IdentityKey[];
  profileName?: string;
  /** What a person without a name is called until they give one. */
  nameIfNew?: string;
  username?: string;
}

export interface Referral {
  source: string;
  sourceId?: string;
  url?: string;
  headline?: string;
  body?: string;
  mediaType?: string;
  clickId?: string;
  /** What we wrote into the link or button that brought the person here. */
  ref?: string;
}

interface EventBase {
  /** Id of the channel account at the provider; null where the provider names only the business account. */
  account: string | null;
  /** Id of the business account that the webhook speaks of: it decides where {@link account} is null. */
  business?: string;
  /** When the provider says that it happened; null where it does not say. */
  at: Date | null;
}

export interface MessageEvent extends EventBase {
  type: "message";
  providerMessageId: string;
  direction: "in" | "out";
  /** The person on the other side, whoever wrote. */
  contact: Sender;
  content: InboundContent;
  replyTo?: string;
  forwarded?: boolean;
  referral?: Referral;
  product?: { catalogId: string; productId: string };
  /** `history`: an import, `standby`: another system answers here. Neither notifies, counts as unread or starts a bot. */
  silent?: "history" | "standby";
  /** Status of an imported message that we sent from elsewhere. */
  status?: DeliveryStatus;
  /** What {@link ChannelAdapter.acknowledge} is told, once the message is stored. */
  acknowledge?: string;
  /** Of an echo: what we gave along when sending, our message id. */
  callbackData?: string;
  /** Further files, on channels that put several into one message. */
  files?: { kind: MediaKind; media: MediaRef }[];
  /** Parts that we cannot show as what they are, beside the words and files. */
  others?: UnknownPart[];
  /** On channels with threads: which one. */
  thread?: InboundThread;
  /** What the words were before they were shortened; HTML as it came. */
  original?: { text: string | null; html: string | null };
}

/** How an incoming message names its thread; the first that is known decides. */
export interface InboundThread {
  subject: string | null;
  /** Found in the addresses that it was sent to: what {@link OutboundThread.token} may have been. */
  tokens: string[];
  /** Provider's ids of messages that it answers, the nearest first. */
  references: string[];
  /** The same for all messages of one new thread. */
  key: string;
}

type DeliveryStatus = "sent" | "delivered" | "read" | "played" | "failed";

export interface StatusEvent extends EventBase {
  type: "status";
  providerMessageId: string;
  status: DeliveryStatus;
  failure?: { code: string; text: string };
  /** What we gave along when sending: our message id. */
  callbackData?: string;
  /** To whom the message went, where the provider repeats nothing that we gave along. */
  recipient?: IdentityKey;
  price?: Record<string, unknown>;
}

export type ChannelEvent =
  | MessageEvent
  | StatusEvent
  /** Everything that we sent to the contact until `at` came that far. */
  | (EventBase & { type: "watermark"; contact: Sender; status: "delivered" | "read" })
  | (EventBase & { type: "reaction"; target: string; emoji: string | null; from: "contact" | "business" })
  /** New words, or another place; `text` is null where no words changed. */
  | (EventBase & {
      type: "edit";
      target: string;
      text: string | null;
      place?: { latitude: number; longitude: number; name?: string; address?: string };
    })
  | (EventBase & { type: "revoke"; target: string })
  | (EventBase & { type: "identity_change"; previous: IdentityKey[]; current: IdentityKey[]; reason: string })
  | (EventBase & { type: "contact_sync"; contact: Sender; name?: string })
  | (EventBase & { type: "consent"; contact: Sender; marketing: "given" | "withdrawn" })
  /**
   * Nothing reaches this address any more, until its person writes. Anybody can write such a report: it counts where `proof`, the provider's
   * id of the message that came back, is one of ours to that person.
   */
  | (EventBase & { type: "unreachable"; key: IdentityKey; proof: string })
  | (EventBase & { type: "handover"; contact: Sender; heldBy: string | null; summary?: string })
  /** What another system knows of the conversation, in its words. Moves nothing. */
  | (EventBase & { type: "summary"; contact: Sender; text: string })
  | (EventBase & {
      type: "template_update";
      name: string;
      language: string;
      /** The provider's id; where it is given it alone decides. */
      templateId?: string;
      status?: string;
      reason?: string;
      category?: string;
      quality?: string;
      notice: Notice;
    })
  | (EventBase & {
      type: "account_update";
      /** `unknown`: a word that we do not know; the account is checked at once. */
      health: "ok" | "stopped" | "unchanged" | "unknown";
      throughputPerSecond?: number;
      messagingLimit?: string;
      notice: Notice;
    })
  /** Kept for people to look at; moves nothing. */
  | (EventBase & { type: "notice"; notice: Notice });

export interface Notice {
  kind: string;
  body: Record<string, unknown>;
}

export interface OutboundMedia {
  kind: MediaKind;
  bytes: Buffer;
  mediaType: string;
  fileName: string;
}

/** What a person gives to connect an account; a `switch` is `on` or absent; `generated` secrets are made by us and shown to nobody. */
export type FieldRole = "id" | "setting" | "optional_setting" | "switch" | "secret" | "optional_secret" | "generated";

export interface OutboundMessage {
  /** Ours; given along to the provider so that a status finds the message even when the answer was lost. */
  id: string;
  /** How the contact is reached, best first. */
  recipient: IdentityKey;
  content: OutboundContent;
  /** The provider's id of the quoted or reacted-to message. */
  targetProviderId?: string;
  /** The quoted or reacted-to message is one of ours. */
  targetFromUs?: boolean;
  /** On channels with threads. */
  thread?: OutboundThread;
  /** Who speaks, where the contact is told. */
  author?: { kind: "person" | "flow" | "assistant" | "system" };
  /** Nobody asked for it: where its reader says no to more, and the words before that address. Mails carry it. */
  unsubscribe?: { url: string; words: string };
  /** A person wrote it, after the window closed and within {@link ChannelAdapter.humanAgentHours}. */
  humanAgent?: true;
  /** The page where a provider that fetches files by itself finds one: public, unguessable, short-lived. */
  linkTo(attachmentId: string): string;
  /** Loads the file of an attachment that the content names. */
  loadMedia(attachmentId: string): Promise<OutboundMedia>;
}

/** What places an outgoing message in its thread. */
export interface OutboundThread {
  /** Of the thread; null where it begins here. */
  subject: string | null;
  /** Provider's ids of the messages before it, the oldest first, at most 20. */
  references: string[];
  /** Unguessable, and told apart by us alone: an answer that carries it belongs to this conversation. */
  token: string;
  /** No person wrote it. */
  automatic: boolean;
}

/** `message`: this one only. `recipient`: this person for a while. `channel`: nothing leaves until a person mends it. */
export type FailureScope = "message" | "recipient" | "channel";

export type SendOutcome =
  /** `held`: taken, but the provider has not let it go yet. */
  | { status: "accepted"; providerMessageId: string; held?: boolean; address?: string }
  /** Ours to mend: no retry. */
  | { status: "refused"; code: string; text: string }
  /** Theirs to mend: retry after a while; scope `channel` parks everything until the channel works again. */
  | { status: "unavailable"; code: string; text: string; scope: FailureScope; retryAfterMs?: number }
  /** Nobody knows whether it left: never sent again by guess. */
  | { status: "unconfirmed"; text: string };

export type MediaOutcome =
  | { status: "fetched"; bytes: Buffer; declaredType?: string; declaredHash?: string }
  | { status: "too_large"; size?: number }
  | { status: "gone"; text: string }
  | { status: "refused"; text: string }
  | { status: "unavailable"; text: string };

export interface ValidationStep {
  step: string;
  ok: boolean;
  /** A code of the message catalogue, with facts for it. */
  advice?: string;
  facts?: Record<string, string | number>;
  /** When the credentials end, where the provider tells; null: never. */
  expiresAt?: Date | null;
}

export interface TemplateRecord {
  externalId: string;
  name: string;
  language: string;
  category: string;
  status: string;
  statusReason?: string;
  quality?: string;
  parameterFormat: "positional" | "named";
  components: unknown[];
}

/** A template that is to be handed in, as Meta writes it. */
export interface NewTemplate {
  name: string;
  language: string;
  category: string;
  components: Record<string, unknown>[];
}

/** What a provider tells of a person when it is asked. */
export interface ProfileRecord {
  name?: string;
  username?: string;
  /** Further identifiers of the same person. */
  keys?: IdentityKey[];
}

/** Where the providers answer; the simulator in demo mode. */
type ProviderUrls = Record<"graph" | "telegram" | "twilio" | "sns" | "sendgrid", string>;

/** What an adapter needs of the house. */
export interface AdapterTools {
  http: GuardedClient;
  log: Logger;
  now(): Date;
  /** For protocols other than HTTP: the checked address behind a host that a person typed. */
  reach: AddressGuard;
  providers: ProviderUrls;
  graphVersion: string;
  /** The chats of visitors, of which we are the provider ourselves. */
  visitors: VisitorChats;
  /** Where the provider reaches us for one channel, without its secret. */
  webhookUrl(channelId: string): string;
  /** Keeps a secret with which the provider has replaced the one that we had. */
  keepCredential(channel: Pick<Channel, "id" | "workspaceId">, name: string, value: string): Promise<void>;
}

/** A line of a visitor's chat, before it has its place. */
export interface NewLine {
  /** Repeated, it stays one line. */
  lineId: string;
  side: "visitor" | "business" | "news";
  content: Record<string, unknown>;
}

/** A file as the chat shows it; `token` is its address. */
export interface ChatFile {
  token: string;
  mediaType: string;
  name: string;
  size: number;
}

type ChatOf = Pick<Channel, "id" | "workspaceId">;

/** What the adapter `webchat` speaks with instead of a provider's API. */
export interface VisitorChats {
  /** False when there is no such person. */
  write(channel: ChatOf, personId: string, line: NewLine): Promise<boolean>;
  markSeen(channel: ChatOf, personId: string, lineId: string, typing: boolean): Promise<void>;
  keepFile(channel: ChatOf, personId: string, file: { bytes: Buffer; mediaType: string; name: string }): Promise<ChatFile>;
  /** Null when there is none. */
  readFile(channel: ChatOf, token: string): Promise<{ bytes: Buffer; mediaType: string; name: string } | null>;
}

/** How a phone is paired with a gateway: a QR code to scan (its text) or a code to type. */
export interface Pairing {
  state: "paired" | "waiting" | "starting" | "failed";
  qr?: string;
  code?: string;
  /** A code of the message catalogue. */
  advice?: string;
}

/** A message whose end nobody knows, as the provider may still know it. */
export interface LostMessage {
  /** Ours. */
  id: string;
  recipient: IdentityKey;
  text: string | null;
  attemptedAt: Date;
}

/** A message as the provider lists it. */
export interface ListedMessage {
  providerMessageId: string;
  at: Date | null;
  /** It again, as the body of a webhook; null when it is gone. */
  fetch?(): Promise<Buffer | null>;
}

/** What a listening adapter gets of the house. */
export interface Listening {
  /** Where it came to the last time, in the adapter's own words; null at first. */
  cursor: string | null;
  /** Resolves when the body is stored for good, and the cursor with it; without a body only the cursor moves. */
  store(body: Buffer | null, cursor: string): Promise<void>;
  signal: AbortSignal;
}

/** One provider. Wire formats stop here: nothing outside an adapter's folder knows them. */
export interface ChannelAdapter {
  kind: ChannelKind;
  /** Names of what a channel of this kind needs, each with its role. */
  fields: Readonly<Record<string, FieldRole>>;
  /**
   * Settings that decide where secrets are sent, and which: who changes one gives those secrets again. Missing where the provider's
   * address is fixed.
   */
  secretsGoTo?: Readonly<Record<string, readonly string[]>>;
  /** Which account it is at the provider, so that none is connected twice. */
  accountOf(given: { settings: Record<string, string>; credentials: Record<string, string> }): string;
  /** How long free text is allowed after the contact's last message; null where there is no such rule. */
  windowHours: number | null;
  /** How long a person, and no machine, may still answer. */
  humanAgentHours?: number;
  capabilities: Capabilities;
  /** Messages a second and account that the provider takes, and seconds between two to one person. */
  pace: { perSecond: number; perRecipientSeconds?: number };
  /** Largest webhook, in bytes; 4 MiB where it is not given. More only where `verify` needs no body: it is asked before reading. */
  maxWebhookBytes?: number;
  /** Largest file that is fetched, in bytes. */
  maxMediaBytes(kind: MediaKind): number;
  /** The body as an object, or a promise of it; undefined when it is malformed. Missing: it is JSON. */
  readBody?(rawBody: Buffer): unknown;
  /** Of a stored body only what {@link orderingKey} looks at, or a promise of it, where reading all of it costs much; undefined when it is malformed. */
  skim?(storedBody: Buffer): unknown;
  /** A file inside of a stored body, by its {@link MediaRef.providerMediaId}; null when it is not there. */
  fileIn?(rawBody: Buffer, providerMediaId: string): Promise<Buffer | null>;
  /** Messages belong to threads, each with a subject: a conversation for each. */
  threads?: true;
  /** The provider answers a "stop" itself, and takes nothing for whoever said it. */
  answersStops?: true;
  /**
   * What is stored of a verified body, and what all else reads: without secrets, and told apart from an equal one of another day. A
   * malformed body comes back as it is.
   */
  toStored?(rawBody: Buffer, receivedAt: Date): Buffer | Promise<Buffer>;
  /** What the provider wants to hear besides 200. */
  answer?: { type: string; body: string };
  /** True when the address of the webhook must carry `?token=`: the provider signs nothing. */
  tokenInUrl?: true;
  /** The answer to the provider's address check, or null when it is not the provider. Constant time. */
  handshake?(query: Record<string, string | undefined>, channel: Channel): string | null;
  /** The credential that signs webhooks of all accounts of one app at the provider; missing where each account has its own. */
  appSecret?: string;
  /** True when `rawBody` carries this channel's signature. Constant time. */
  verify(webhook: RawWebhook, channel: Channel): boolean;
  /** Webhooks with the same key are handled in the order they came. Pure, never throws. */
  orderingKey(body: unknown): string;
  /** Pure. Every element becomes an event: an unknown one a notice or an `unsupported` message; it never throws for one. */
  parse(body: unknown, channel?: Pick<Channel, "settings">): ChannelEvent[];
  /** Limits beyond {@link capabilities} that `content` breaks. */
  check?(content: OutboundContent): ContentProblem[];
  /** The identity by which this channel reaches a person, or null. */
  pickRecipient(keys: IdentityKey[], content: OutboundContent): IdentityKey | null;
  send(message: OutboundMessage, channel: Channel, tools: AdapterTools): Promise<SendOutcome>;
  /** True when sending `content` again under the same id cannot double it. */
  isRepeatable?(content: OutboundContent): boolean;
  /** Looks for a message whose answer was lost; null when the provider cannot tell. */
  findSent?(message: LostMessage, channel: Channel, tools: AdapterTools): Promise<string | null>;
  fetchMedia?(media: MediaRef, maxBytes: number, channel: Channel, tools: AdapterTools): Promise<MediaOutcome>;
  /** Asks for the name of a person whose messages come without one. */
  fetchProfile?(key: IdentityKey, channel: Channel, tools: AdapterTools): Promise<ProfileRecord>;
  /** Shows the contact that we read, and optionally that we type. Best effort. */
  markRead?(
    read: { providerMessageId: string; recipient: IdentityKey | null; typing: boolean },
    channel: Channel,
    tools: AdapterTools,
  ): Promise<void>;
  /** Ends what waits on the contact's screen for an answer of ours, as a tapped button does. Best effort. */
  acknowledge?(token: string, channel: Channel, tools: AdapterTools): Promise<void>;
  listTemplates?(channel: Channel, tools: AdapterTools): Promise<TemplateRecord[]>;
  /** Hands a template in for review. @throws {TemplateRefused} with the provider's words */
  createTemplate?(
    template: NewTemplate,
    channel: Channel,
    tools: AdapterTools,
  ): Promise<Pick<TemplateRecord, "externalId" | "status" | "category">>;
  /** Takes one away at the provider; one that is gone already is no error. @throws {TemplateRefused} */
  removeTemplate?(template: { externalId: string; name: string }, channel: Channel, tools: AdapterTools): Promise<void>;
  /** Tells the provider where its webhooks go, where it has an API for that. Throws when it refuses. */
  connect?(channel: Channel, webhookUrl: string, tools: AdapterTools): Promise<void>;
  /** `connect` only subscribes: a person gives the address once, in the settings of the app at the provider. */
  webhookByHand?: true;
  /** Pairs a phone: starts when needed and tells how far it is. */
  pair?(channel: Channel, tools: AdapterTools): Promise<Pairing>;
  /**
   * Holds the connection over which messages come, where no webhook brings them, until `signal` ends it. It resolves or throws when
   * the connection is gone; the house begins again from the last cursor.
   */
  listen?(channel: Channel, listening: Listening, tools: AdapterTools): Promise<void>;
  /** What the provider says that it received since then, for the daily comparison; null where this account's provider cannot tell. */
  listReceived?(channel: Channel, since: Date, tools: AdapterTools): Promise<ListedMessage[] | null>;
  /** Asks for what is new since then, as bodies of webhooks, where the channel is received by polling; missing: by {@link sweep}. */
  poll?(channel: Channel, since: Date, tools: AdapterTools): Promise<Buffer[]>;
  /** The number of an event, where a provider numbers them without gaps. Pure. */
  sequenceOf?(body: unknown): number | null;
  /** What the provider holds that its webhooks may not have brought, as bodies of webhooks. */
  sweep?(channel: Channel, tools: AdapterTools): Promise<Buffer[]>;
  validate(channel: Channel, tools: AdapterTools): Promise<ValidationStep[]>;
  /** The same by one cheap call, for the check of every minute; missing: `validate` is one. */
  probe?(channel: Channel, tools: AdapterTools): Promise<ValidationStep[]>;
}
