import type { FilterParameter } from "./find/read-parameter.ts";

/** What the inbox's address holds, so that a link restores view and filter. */
export interface InboxSearch {
  view: "mine" | "unassigned" | "followed" | "snoozed" | "all";
  state?: "open" | "waiting" | "resolved";
  queue?: string;
  channel?: string;
  unread?: boolean;
  /** Newest activity first when missing. */
  sort?: "due";
  /** A condition over the fields of conversations, or what somebody made of it. */
  filter?: FilterParameter;
  /** The saved view from which this was opened; what is shown may have been changed since. */
  saved?: string;
  /** The address named the view and nothing else: it is filled in with what the view keeps. */
  fill?: true;
}

const VIEWS = ["mine", "unassigned", "followed", "snoozed", "all"] as const;
const STATES = ["open", "waiting", "resolved"] as const;

/** Tolerant: an address that somebody typed still opens the inbox. */
export function readInboxSearch(raw: Record<string, unknown>): InboxSearch {
  const view = VIEWS.find((one) => one === raw["view"]) ?? "mine";
  const state = STATES.find((one) => one === raw["state"]);
  return {
    view,
    ...(state === undefined ? {} : { state }),
    ...(typeof raw["queue"] === "string" ? { queue: raw["queue"] } : {}),
    ...(typeof raw["channel"] === "string" ? { channel: raw["channel"] } : {}),
    ...(raw["unread"] === true ? { unread: true } : {}),
    ...(raw["sort"] === "due" ? { sort: "due" } : {}),
    ...(isFilter(raw["filter"]) ? { filter: raw["filter"] } : {}),
    ...(typeof raw["saved"] === "string"
      ? { saved: raw["saved"], ...(raw["view"] === undefined || raw["fill"] === true ? { fill: true } : {}) }
      : {}),
  };
}

/** Kept as it is: what cannot be asked is said beside the list. */
const isFilter = (value: unknown): value is FilterParameter =>
  (typeof value === "object" && value !== null) || (typeof value === "string" && value !== "");

/** The filter as the server reads it. */
export const filterText = ({ filter }: Pick<InboxSearch, "filter">): string | undefined =>
  filter === undefined || typeof filter === "string" ? filter : JSON.stringify(filter);

/** The same as the list's query to the server. */
export function listQuery(search: InboxSearch) {
  const filter = filterText(search);
  return {
    view: search.view === "snoozed" ? ("all" as const) : search.view,
    state: search.view === "snoozed" ? ("snoozed" as const) : (search.state ?? "open"),
    ...(search.queue === undefined ? {} : { queueId: search.queue }),
    ...(search.channel === undefined ? {} : { channelId: search.channel }),
    ...(search.unread === true ? { unread: true } : {}),
    ...(search.sort === undefined ? {} : { sort: search.sort }),
    ...(filter === undefined ? {} : { filter }),
  };
}
