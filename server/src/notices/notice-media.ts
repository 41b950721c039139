import type { Tx } from "../platform/index.ts";

/** A notice as it is read. No customer's words are in it, since it may stand on locked screens. */
export interface Notice {
  title: string;
  /** What happened, a line each. */
  lines: string[];
  /** A page of the interface, and the whole address of it in words. */
  path: string;
  see: string;
}

/** The whole text under the title, for media with room for it. */
export const textOf = ({ lines, see }: Notice): string => `${lines.join("\n")}\n\n${see}`;

/** How a place answered. What is thrown instead is tried again. */
export type PlaceAnswer =
  | { status: "sent" }
  /** For good: the place is no longer used. */
  | { status: "refused"; reason: string };

/** Takes notices to places of the workspace: an address that somebody typed. */
export interface PlaceMedium {
  readonly offer: "notice_medium";
  readonly to: "place";
  readonly medium: string;
  isAddress(address: string): boolean;
  send(message: { address: string; subject: string; text: string }): Promise<PlaceAnswer>;
}

export interface ToMembers {
  workspaceId: string;
  members: readonly { id: string; email: string }[];
  notice: Notice;
  /** The workspace named places for its notices. */
  hasPlaces: boolean;
  now: Date;
}

/** Takes notices to members: it queues what is to be sent, in the transaction that marks the notice as told. */
interface MemberMedium {
  readonly offer: "notice_medium";
  readonly to: "member";
  readonly medium: string;
  send(tx: Tx, told: ToMembers): Promise<void>;
}

export type NoticeMedium = PlaceMedium | MemberMedium;

type Declared = Omit<PlaceMedium, "offer"> | Omit<MemberMedium, "offer">;

/** Offers a way to tell people, from the room that can use it. */
export const noticeMedium = (declared: Declared): NoticeMedium => ({ ...declared, offer: "notice_medium" });

/** @throws when two rooms offer the same medium for places */
export function placeMedia(media: readonly NoticeMedium[]): Map<string, PlaceMedium> {
  const byName = new Map<string, PlaceMedium>();
  for (const one of media) {
    if (one.to !== "place") continue;
    if (byName.has(one.medium)) throw new Error(`the medium "${one.medium}" for places is offered twice`);
    byName.set(one.medium, one);
  }
  return byName;
}
