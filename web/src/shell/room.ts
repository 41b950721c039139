import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { ComponentType, ReactNode } from "react";
import type { Fact } from "../api/realtime.ts";
import type { paths } from "../api/schema.generated.ts";
import type { Phrase, Words } from "../text/define-words.ts";
import type { Language } from "../text/locale.tsx";
import type { Presence } from "../ui/avatar.tsx";
import type { Icon } from "../ui/icon.tsx";

/**
 * A room's face: all that the frame has to know of it. The router, the rail, the tabs, the list of keys and the live layer read the
 * list of rooms and name none. A face loads before anything is drawn, so it holds data and `() => import()`, and no page or catalogue.
 */
export interface Room {
  /** Its order in the rail and in the list of keys: small numbers come first. */
  place: number;
  /** Nothing leads there where no simulator plays the providers: no rail entry, no key. */
  onlyInDemo?: true;
  pages?: Page[];
  /** Where `/` leads; one room says it. */
  home?: Target;
  rail?: RailEntry[];
  shortcuts?: Shortcut[];
  palette?: PaletteEntry[];
  /** Kinds of records that `GET /search` finds, and where each leads. */
  found?: FoundKind[];
  /** Words outside of the room's pages: they are there before the rail is drawn. */
  face?: LoadedWords;
  live?: LiveRule[];
  /** What the page of settings lists. */
  settings?: SettingsEntry[];
  /** A module with more of the same, of which the first load shall not know; `loadEntries` fetches the words of `language` too. */
  more?(): Promise<{ loadEntries(language: Language): Promise<SettingsEntry[]> }>;
  /** What can be made of a message, in its menu. */
  message?: MessageEntry[];
  /** What stands beside an open conversation, under what the inbox knows of the contact. */
  panel?: PanelSection<{ conversationId: string; contactId: string }>[];
  /** What helps to write an answer, in the bar under the field; it may lay a card over the composer, which is positioned. Not on phones. */
  composer?: PanelSection<{ conversationId: string }>[];
  /** What stands on a contact's page, under what is known of them. */
  contactPage?: PanelSection<{ contactId: string }>[];
  /** What the menu of whoever is signed in begins with, such as whether they are there. */
  person?: PersonEntry[];
  /** The person no longer sees these conversations: nothing of them may stay in the cache. */
  forget?(conversationIds: readonly string[], cache: QueryClient): void;
  /** Heads of the keys of queries whose newest answers this browser keeps, to be read without a network until the person signs out. */
  kept?: readonly string[];
  /** Stands around all pages as long as somebody is signed in. It loads with the entry: keep it small. */
  around?: ComponentType<{ children: ReactNode }>;
}

/** Checks a room's face where it is written. */
export const defineRoom = (room: Room): Room => room;

export type LoadedWords = Pick<Words<never>, "load" | "has">;

/**
 * A place in the product, as `Link` and `navigate` take it. The routes are built from data, so the router's own types do not know their
 * paths; each room offers functions that make its targets (`toConversation(id, search)`), and these have exact types.
 */
export interface Target {
  to: string;
  params?: Record<string, string>;
  search?: object;
}

/** Where the frame sends whoever is not signed in. */
export const GATE: Target = { to: "/login" };

/** Where it sends whoever is signed in and has to set up a second factor before anything else. */
export const SECOND_FACTOR_GATE: Target = { to: "/second-factor" };

/** Where it sends whoever comes from an address that their workspace is not open from. */
export const SHUT_OUT_GATE: Target = { to: "/workspaces" };

/** Where a refusal leads, by its code; the workspace asks for something before it lets anybody in. */
export const GATES: Record<string, Target> = {
  "team.second_factor_required": SECOND_FACTOR_GATE,
  "team.address_not_allowed": SHUT_OUT_GATE,
};

/** The gate, which leads back to `address` afterwards. */
export const gateTo = (address: string): Target => (address === "/" ? GATE : { ...GATE, search: { next: address } });

/** The same where the page is loaded anew. */
export const gateAddress = (): string => {
  const { pathname, search } = window.location;
  return pathname === GATE.to ? GATE.to : `${GATE.to}?${new URLSearchParams({ next: pathname + search })}`;
};

export interface Page {
  /** `/inbox/$conversationId`; a page reads its parameters with `useParams({ strict: false })`. */
  path: string;
  component(): Promise<ComponentType>;
  /** Every words that the page's first screen says. */
  words: LoadedWords[];
  /** Makes what the address holds the page's own. Tolerant: an address that somebody typed still opens the page. */
  readSearch?(raw: Record<string, unknown>): object;
  /** Begins to fetch what the page shows, while the page itself is on its way. */
  prefetch?(cache: QueryClient, address: { params: Record<string, string>; search: object }): void;
  /** For the browser's tab; a page without one names itself. */
  title?: Phrase;
  /** For people who are not signed in: nothing stands around it. */
  signedOut?: true;
  /** The rail shows its words beside this page, unless the person made it narrow. Elsewhere it shows icons. */
  wideRail?: true;
  /** On a phone this page has the whole screen: no tabs. */
  wholePhone?: true;
}

/** The groups of the rail, from above. The last one stands at the foot. */
export const RAIL_GROUPS = ["work", "tools"] as const;

export interface RailEntry {
  group: (typeof RAIL_GROUPS)[number];
  icon: Icon;
  label: Phrase;
  target: Target;
  /** Only for whoever has it. */
  right?: string;
  /** Its word in the phone's tab bar; without one it stands behind "More" there. */
  tab?: Phrase;
  /** How much waits there. A hook: each entry is drawn by a component of its own. */
  useBadge?(): number | undefined;
  /** There is nothing more to do there: it leaves the rail. A hook too. */
  useIsOver?(): boolean;
  /** The number stands beside the words too, while the rail is wide. */
  showsBadge?: true;
  /** What stands below the entry while the rail is wide. A hook too. */
  useLines?(): RailSection[];
}

/** The groups of the settings, from above. */
export const SETTINGS_GROUPS = ["you", "team", "conversations", "company"] as const;

/** A page of settings: one of the room's pages, drawn in a `SettingsPage`. */
export interface SettingsEntry {
  group: (typeof SETTINGS_GROUPS)[number];
  icon: Icon;
  label: Phrase;
  target: Target;
  right?: string;
}

/** A part of the panel beside a conversation, or of a contact's page. It loads when that is open, with its words. */
interface PanelSection<Props> {
  key: string;
  right?: string;
  component(): Promise<ComponentType<Props>>;
  words: LoadedWords[];
}

/** Whether whoever is signed in is there for others, as their own picture shows it. */
export interface OwnState {
  presence: Presence;
  says: string;
}

/** A part of the menu of whoever is signed in. It loads when the menu is opened for the first time. */
interface PersonEntry {
  key: string;
  right?: string;
  /** Undefined while it is not known. It loads with the entry: keep it small. */
  useOwnState?(mayAsk: boolean): OwnState | undefined;
  component(): Promise<ComponentType>;
  words: LoadedWords[];
}

export interface RailSection {
  title?: string;
  lines: RailLine[];
}

export interface RailLine {
  key: string;
  text: string;
  target: Target;
  current: boolean;
  count: number | undefined;
  /** A point before the text: whether somebody waits there. */
  point?: "calm" | "waiting";
  /** What stands in place of the point. */
  mark?: ReactNode;
}

export interface Shortcut {
  /** As `useShortcuts` takes it: `j`, `E` (with Shift), `g i`, `Mod+Shift+Enter`. */
  keys: string;
  says: Phrase;
  /** Where it leads from everywhere; without one the room's own pages listen to the keys. */
  target?: Target;
}

/** What can be found by its words and done from everywhere. */
interface PaletteEntry {
  says: Phrase;
  target: Target;
  right?: string;
}

/** Leads to where something is made of the message. */
interface MessageEntry {
  says: Phrase;
  icon: Icon;
  target(message: { conversationId: string; messageId: string }): Target;
  right: string;
}

export type Hit = paths["/api/v1/search"]["get"]["responses"][200]["content"]["application/json"]["groups"][number]["items"][number];

/** A kind of record that is found by its words. */
interface FoundKind {
  /** As the server names it: `messages`. */
  kind: string;
  title: Phrase;
  icon: Icon;
  target(hit: Hit): Target;
}

export interface LiveRule {
  /** One kind (`contact.merged`), or with a point at its end all that begin alike (`contact.`). */
  kinds: string;
  /** The queries whose answer the fact may have changed. */
  refresh?(fact: Fact, cache: QueryClient): Refresh;
  /** What is cheaper to set right by hand. */
  follow?(fact: Fact, cache: QueryClient): void;
}

/** Keys may be the beginning of keys, as everywhere in the cache. */
export interface Refresh {
  now?: QueryKey[];
  /** Together with what other facts ask for, a few times a second. */
  soon?: QueryKey[];
}
