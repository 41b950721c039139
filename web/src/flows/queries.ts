import { queryOptions } from "@tanstack/react-query";
import type { Capabilities } from "../../../content/capabilities.ts";
import type { RoomBlock } from "../../../flow/block-types.ts";
import type { FlowDocument, Layout } from "../../../flow/document.ts";
import type { FlowEvent, Step } from "../../../flow/run.ts";
import { api, unwrap } from "../api/client.ts";

/** What this room asks the server for: the key under which it is kept, and how it is fetched. */

interface Person {
  id: string;
  name: string;
}

export interface FlowSummary {
  id: string;
  name: string;
  /** From 0: the first active flow that fits begins. */
  position: number;
  isActive: boolean;
  publishedVersion: number | null;
  /** The draft says something else than what is live. */
  isChanged: boolean;
  entries30Days: number;
  savedBy: Person | null;
  savedAt: string;
}

export interface Flow extends FlowSummary {
  document: FlowDocument;
  layout: Layout;
  /** Grows with every save; who saves names the one that was read. */
  revision: number;
}

export interface FlowVersion {
  version: number;
  note: string;
  publishedBy: Person | null;
  publishedAt: string;
}

export interface ImportLine {
  what: string;
  became: "became" | "changed" | "lost";
  why: string | null;
}

export interface BlockFigures {
  visits: number;
  leftHere: number;
  completed: number;
  medianSeconds: number | null;
  exits: Readonly<Record<string, number>>;
}

export interface FlowRun {
  id: string;
  flowId: string;
  version: number;
  status: string;
  ending: string | null;
  conversationId: string;
  contactName: string | null;
  startedAt: string;
}

export interface RunSteps extends FlowRun {
  steps: readonly { number: number; at: string; event: FlowEvent; step: Step }[];
}

export interface ActionFacts {
  id: string;
  label: Readonly<Record<"pt-BR" | "en" | "es", string>>;
  /** JSON schema of its input. */
  input: JsonSchema;
}

export interface JsonSchema {
  type?: string;
  title?: string;
  description?: string;
  properties?: Readonly<Record<string, JsonSchema>>;
  required?: readonly string[];
  enum?: readonly string[];
  anyOf?: readonly JsonSchema[];
  const?: unknown;
}

export interface Credential {
  id: string;
  name: string;
}

export type NewFlow =
  | { name: string; document?: FlowDocument; layout?: Layout }
  | { name: string; template: string }
  | { name: string; typebot: unknown };

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type Ask = (path: string, init?: object) => Promise<{ data?: never }>;

/** Through the client of the API, so that failures are the ones of the house. */
export const ask = <Answer>(method: Method, path: string, body?: unknown): Promise<Answer> => {
  // The generated types do not know these routes until the room of the server is there.
  const call = (api as unknown as Record<Method, Ask>)[method];
  return unwrap<Answer>(call(`/api/v1${path}`, body === undefined ? {} : { body }));
};

interface Items<Item> {
  items: readonly Item[];
}

export const flowsQuery = queryOptions({ queryKey: ["flows", "list"], queryFn: () => ask<Items<FlowSummary>>("GET", "/flows") });

export const templatesQuery = queryOptions({
  queryKey: ["flows", "templates"],
  queryFn: () => ask<Items<{ id: string; name: string; description: string }>>("GET", "/flow-templates"),
  staleTime: Number.POSITIVE_INFINITY,
});

export const flowQuery = (flowId: string) =>
  queryOptions({ queryKey: ["flows", "one", flowId], queryFn: () => ask<Flow>("GET", `/flows/${flowId}`) });

/** The flow as the server has it now, while one's own is being drawn. */
export const headQuery = (flowId: string) =>
  queryOptions({ queryKey: ["flow-head", flowId], queryFn: () => ask<Flow>("GET", `/flows/${flowId}`) });

export const versionsQuery = (flowId: string) =>
  queryOptions({ queryKey: ["flows", "versions", flowId], queryFn: () => ask<Items<FlowVersion>>("GET", `/flows/${flowId}/versions`) });

/** A version never changes. */
export const versionQuery = (flowId: string, version: number) =>
  queryOptions({
    queryKey: ["flow-version", flowId, version],
    queryFn: () => ask<FlowVersion & { document: FlowDocument; layout: Layout }>("GET", `/flows/${flowId}/versions/${version}`),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** @param days how far back */
export const figuresQuery = (flowId: string, version: number | null, days: number) =>
  queryOptions({
    queryKey: ["flows", "figures", flowId, version, days],
    queryFn: () => {
      const from = new Date(Date.now() - days * 86_400_000).toISOString();
      const query = new URLSearchParams({ from, ...(version === null ? {} : { version: String(version) }) });
      return ask<{ blocks: Readonly<Record<string, BlockFigures>> }>("GET", `/flows/${flowId}/figures?${query}`);
    },
    staleTime: 60_000,
  });

export const runsQuery = (flowId: string, block: string) =>
  queryOptions({
    queryKey: ["flows", "runs", flowId, block],
    queryFn: () => ask<Items<FlowRun>>("GET", `/flows/${flowId}/runs?${new URLSearchParams({ block })}`),
  });

export const runQuery = (runId: string) =>
  queryOptions({ queryKey: ["flows", "run", runId], queryFn: () => ask<RunSteps>("GET", `/flow-runs/${runId}`) });

export const blockTypesQuery = queryOptions({
  queryKey: ["flow-block-types"],
  queryFn: () => ask<{ actions: readonly ActionFacts[]; blocks: readonly RoomBlock[] }>("GET", "/block-types"),
  staleTime: Number.POSITIVE_INFINITY,
});

export const credentialsQuery = queryOptions({
  queryKey: ["flow-credentials"],
  queryFn: () => ask<Items<Credential>>("GET", "/flow-credentials"),
});

/** Names of approved templates, of all numbers that have any. */
export const templateNamesQuery = queryOptions({
  queryKey: ["flow-template-names"],
  queryFn: async () => {
    const { items } = await unwrap(api.GET("/api/v1/channels"));
    const lists = await Promise.all(
      items
        .filter(({ kind }) => kind === "whatsapp_cloud")
        .map(({ id }) => unwrap(api.GET("/api/v1/channels/{channelId}/templates", { params: { path: { channelId: id } } }))),
    );
    const approved = lists.flatMap((list) => list.items).filter(({ status }) => status.toLowerCase() === "approved");
    return [...new Set(approved.map(({ name }) => name))].sort();
  },
  staleTime: 60_000,
});

/** `value` goes only to `host`, in this header; it is never read again. */
export interface NewCredential {
  name: string;
  header: string;
  host: string;
  value: string;
}

type Told = Omit<Capabilities, "media"> & { media: Record<string, { types?: string; maxBytes: number; captionLength: number }> };

/** What each kind of channel shows by itself. */
export const channelKindsQuery = queryOptions({
  queryKey: ["flow-channel-kinds"],
  queryFn: async () => {
    const { items } = await ask<Items<{ kind: string; capabilities: Told }>>("GET", "/channel-kinds");
    return items.map(({ kind, capabilities }) => ({ kind, capabilities: readCapabilities(capabilities) }));
  },
  staleTime: Number.POSITIVE_INFINITY,
  // Expressions are no data: nothing to compare.
  structuralSharing: false,
});

const readCapabilities = ({ media, ...told }: Told): Capabilities => ({
  ...told,
  media: Object.fromEntries(
    Object.entries(media).map(([kind, { types, ...limits }]) => [
      kind,
      { ...limits, ...(types === undefined ? {} : { types: new RegExp(types) }) },
    ]),
  ),
});
