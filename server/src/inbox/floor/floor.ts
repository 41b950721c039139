import { type Static, Type } from "typebox";
import type { OutboundContent } from "../../../../content/content.ts";
import type { Actor, Tx } from "../../platform/index.ts";

/** Who may speak in a session. There is always exactly one. */
export const HolderSchema = Type.Union([
  Type.Literal("nobody"),
  Type.Literal("flow"),
  Type.Literal("ai"),
  Type.Literal("queue"),
  Type.Literal("person"),
]);
export type Holder = Static<typeof HolderSchema>;

/** A holder by name: `id` is that of the flow, AI agent, queue or member; null where there is none or nobody knows. */
export interface Floor {
  holder: Holder;
  id: string | null;
}

/** Holders that an upper room speaks for. */
export type ResponderKind = "flow" | "ai" | "queue";

/** What a responder is asked to answer. */
export interface Turn {
  workspaceId: string;
  conversationId: string;
  sessionId: string;
  contactId: string;
  channelId: string;
  /** Which flow, AI agent or queue holds the floor. */
  id: string | null;
  /** What `sendMessage` and `handOver` want as `turn`: they refuse when somebody else has the floor by then. */
  floorVersion: number;
  /** `arrival` of the newest message of the contact that this turn is about: what came later is another turn. */
  upTo: number;
  /** Counted from 1; more than 1 after a failure or a crash: what the first try did may be there. */
  attempt: number;
  correlationId: string | null;
}

/** How a turn ended. `sentence` is what the contact is told, `summary` what the next holder should know. */
export type TurnOutcome =
  | { outcome: "kept" }
  | { outcome: "released" }
  | { outcome: "handed_to"; holder: Holder; id: string | null; reason: string; summary?: string; sentence?: OutboundContent };

/** From when on a responder takes a session; `never` says why not, in English: it is gone, or switched off. */
export type Readiness = { from: Date } | { never: string };

/** The plug by which an upper room answers for one kind of holder. */
export interface Responder {
  holder: ResponderKind;
  /** `each`: a turn whenever the contact wrote. `first`: only when it is given the floor. */
  turns: "each" | "first";
  /** Quick, inside a transaction: whether this flow, agent or queue is there, and from when on. */
  canTake(tx: Tx, id: string | null, now: Date): Promise<Readiness>;
  /** Whom an entry rule can name, by the words people know them by; absent where there is nothing to choose. */
  listTargets?(tx: Tx): Promise<{ id: string; name: string }[]>;
  /** May think for long: no transaction and no connection is held meanwhile. It may be called again for the same messages. */
  takeTurn(turn: Turn): Promise<TurnOutcome>;
  /** Who of them begins a session that nobody holds, by what the contact wrote. It is asked before the entry rules. Null: none of them. */
  begins?(tx: Tx, session: { workspaceId: string; conversationId: string; sessionId: string; now: Date }): Promise<string | null>;
  /** Sessions of these that wait for a date or for silence itself: silence does not end them. */
  waiting?(tx: Tx, sessionIds: string[]): Promise<ReadonlySet<string>>;
}

export interface ResponderOffer {
  offer: "responder";
  responder: Responder;
}

/** A room's offer to answer for one kind of holder. */
export const responder = (one: Responder): ResponderOffer => ({ offer: "responder", responder: one });

/** The plug by which an upper room answers what was written while nobody has the floor, before anybody begins. */
export interface TurnListener {
  /** In the transaction of the turn, under the lock of the conversation. @returns true: it has answered, and nobody begins */
  hears(tx: Tx, turn: UnheldTurn): Promise<boolean>;
}

interface UnheldTurn {
  workspaceId: string;
  conversationId: string;
  /** When the first message of the turn came. */
  since: Date;
  correlationId: string;
}

export interface TurnListenerOffer {
  offer: "turn_listener";
  listener: TurnListener;
}

/** A room's offer to hear what nobody has the floor for. */
export const turnListener = (listener: TurnListener): TurnListenerOffer => ({ offer: "turn_listener", listener });

export type Responders = ReadonlyMap<ResponderKind, Responder>;

/** @throws when two answer for the same holder */
export function listResponders(responders: readonly Responder[]): Responders {
  const byHolder = new Map(responders.map((responder) => [responder.holder, responder]));
  if (byHolder.size < responders.length) throw new Error("two responders answer for one holder");
  return byHolder;
}

/** Null for holders that no responder is offered for. */
export const responderOf = (responders: Responders, holder: Holder): Responder | null =>
  holder === "nobody" || holder === "person" ? null : (responders.get(holder) ?? null);

/** Whether a message of the contact makes a turn while `holder` has the floor. Nobody's session is begun by a turn too. */
export function takesTurns(responders: Responders, holder: Holder): boolean {
  if (holder === "nobody") return responders.size > 0;
  return responderOf(responders, holder)?.turns === "each";
}

/** A person wins over everything else: a member, or whoever writes with an API key. */
export const isPerson = ({ kind }: Actor): boolean => kind === "member" || kind === "api_key";

/** Whose sends are weighed against the floor; the program's own words (a hand-over's sentence, answers to taps) always leave. */
export const isBot = ({ kind }: Actor): boolean => kind === "flow" || kind === "ai" || kind === "automation" || kind === "campaign";

/** Whose replies the loop breaker counts. A campaign writes first, it does not reply. */
export const repliesAutomatically = ({ kind }: Actor): boolean => kind === "flow" || kind === "ai" || kind === "automation";
