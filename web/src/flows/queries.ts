import { queryOptions } from "@tanstack/react-query";
import type { Capabilities } from "../../../content/capabilities.ts";
import type { RoomBlock } from "../../../flow/block-types.ts";
import type { FlowDocument, Layout } from "../../../flow/document.ts";
import type { FlowEvent, Step } from "../../../flow/run.ts";
import { api, unwrap } from "../api/client.ts";
import type { paths } from "../api/schema.generated.ts";

/** What this room asks the server for: the key under which it is kept, and how it is fetched. */

type Answers<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { "application/json": infer Answer } } } };
}
  ? Answer
  : never;

export type FlowSummary = Answers<"/api/v1/flows">["items"][number];
export type FlowVersion = Answers<"/api/v1/flows/{flowId}/versions">["items"][number];
export type NewCredential = paths["/api/v1/flow-credentials"]["post"]["requestBody"]["content"]["application/json"];
type MadeFlow = paths["/api/v1/flows"]["post"]["responses"][201]["content"]["application/json"];
export type ImportLine = NonNullable<MadeFlow["report"]>[number];
export type NewFlow = paths["/api/v1/flows"]["post"]["requestBody"]["content"]["application/json"];

interface Drawn {
  document: FlowDocument;
  layout: Layout;
}

/** With its draft. `revision` grows with every save; who saves names the one that was read. */
export type Flow = FlowSummary & Drawn & { revision: number };

export interface BlockFigures {
  visits: number;
  leftHere: number;
  completed: number;
  medianSeconds: number | null;
  exits: Readonly<Record<string, number>>;
}

export interface ActionFacts {
  id: string;
  label: Readonly<Record<"pt-BR" | "en" | "es", string>>;
  /** JSON schema of its input. */
  input: JsonSchema;
}

/** What a flow can begin with. */
export interface EventFacts {
  id: string;
  label: Readonly<Record<"pt-BR" | "en" | "es", string>>;
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

/** On the wire a drawing is plain JSON. What the server sends it has read by the schema of the root package; what it gets it reads so. */
type OnTheWire = Record<"document" | "layout", Record<string, unknown>>;
export const asDrawn = <Wire extends OnTheWire>(wire: Wire) => wire as unknown as Omit<Wire, keyof Drawn> & Drawn;
export const toWire = ({ document, layout }: Drawn) => ({ document, layout }) as unknown as OnTheWire;

export const makeFlow = (body: NewFlow) => unwrap(api.POST("/api/v1/flows", { body }));
export const changeFlow = (flowId: string, body: Partial<Pick<FlowSummary, "name" | "isActive" | "position">>) =>
  unwrap(api.PATCH("/api/v1/flows/{flowId}", { params: { path: { flowId } }, body }));

export const flowsQuery = queryOptions({
  queryKey: ["flows", "list"],
  // As many as a page has at most: they are put in order as a whole.
  queryFn: () => unwrap(api.GET("/api/v1/flows", { params: { query: { limit: 100 } } })),
});

export const templatesQuery = queryOptions({
  queryKey: ["flows", "templates"],
  queryFn: () => unwrap(api.GET("/api/v1/flow-templates")),
  staleTime: Number.POSITIVE_INFINITY,
});

const readFlow = async (flowId: string): Promise<Flow> =>
  asDrawn(await unwrap(api.GET("/api/v1/flows/{flowId}", { params: { path: { flowId } } })));

export const flowQuery = (flowId: string) => queryOptions({ queryKey: ["flows", "one", flowId], queryFn: () => readFlow(flowId) });

/** The flow as the server has it now, while one's own is being drawn. */
export const headQuery = (flowId: string) => queryOptions({ queryKey: ["flow-head", flowId], queryFn: () => readFlow(flowId) });

export const versionsQuery = (flowId: string) =>
  queryOptions({
    queryKey: ["flows", "versions", flowId],
    queryFn: () => unwrap(api.GET("/api/v1/flows/{flowId}/versions", { params: { path: { flowId } } })),
  });

/** A version never changes. */
export const versionQuery = (flowId: string, version: number) =>
  queryOptions({
    queryKey: ["flow-version", flowId, version],
    queryFn: async () =>
      asDrawn(await unwrap(api.GET("/api/v1/flows/{flowId}/versions/{version}", { params: { path: { flowId, version } } }))),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** @param days how far back */
export const figuresQuery = (flowId: string, version: number | null, days: number) =>
  queryOptions({
    queryKey: ["flows", "figures", flowId, version, days],
    queryFn: async () => {
      const from = new Date(Date.now() - days * 86_400_000).toISOString();
      const query = { from, ...(version === null ? {} : { version }) };
      const { blocks } = await unwrap(api.GET("/api/v1/flows/{flowId}/figures", { params: { path: { flowId }, query } }));
      // The generated types know that it is a record, not of what.
      return { blocks: blocks as Readonly<Record<string, BlockFigures>> };
    },
    staleTime: 60_000,
  });

export const runsQuery = (flowId: string, block: string) =>
  queryOptions({
    queryKey: ["flows", "runs", flowId, block],
    queryFn: () => unwrap(api.GET("/api/v1/flows/{flowId}/runs", { params: { path: { flowId }, query: { block } } })),
  });

/** What flows did with a person, the last times. */
export const runsOfContact = (contactId: string) =>
  queryOptions({
    queryKey: ["flows", "runs-of", contactId],
    queryFn: () => unwrap(api.GET("/api/v1/flow-runs", { params: { query: { contactId, limit: 5 } } })),
  });

export const runQuery = (runId: string) =>
  queryOptions({
    queryKey: ["flows", "run", runId],
    queryFn: async () => {
      const run = await unwrap(api.GET("/api/v1/flow-runs/{runId}", { params: { path: { runId } } }));
      // Stored as the root package gave them.
      return { ...run, steps: run.steps as unknown as readonly { number: number; at: string; event: FlowEvent; step: Step }[] };
    },
  });

export const beginningsQuery = (flowId: string) =>
  queryOptions({
    queryKey: ["flows", "one", flowId, "beginnings"],
    queryFn: () => unwrap(api.GET("/api/v1/flows/{flowId}/beginnings", { params: { path: { flowId } } })),
  });

export const blockTypesQuery = queryOptions({
  queryKey: ["flow-block-types"],
  queryFn: async () => {
    const { actions, blocks, events } = await unwrap(api.GET("/api/v1/block-types"));
    // An input is JSON Schema, of which the forms here read a part.
    return { actions: actions as readonly ActionFacts[], blocks: blocks as readonly RoomBlock[], events: events as readonly EventFacts[] };
  },
  staleTime: Number.POSITIVE_INFINITY,
});

export const credentialsQuery = queryOptions({
  queryKey: ["flow-credentials"],
  queryFn: () => unwrap(api.GET("/api/v1/flow-credentials")),
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

type Told = Omit<Capabilities, "media"> & { media: Record<string, { types?: string; maxBytes: number; captionLength: number }> };

/** What each kind of channel shows by itself. */
export const channelKindsQuery = queryOptions({
  queryKey: ["flow-channel-kinds"],
  queryFn: async () => {
    const { items } = await unwrap(api.GET("/api/v1/channel-kinds"));
    // Of its limits for files the generated types know that they are a record.
    return items.map(({ kind, capabilities }) => ({ kind, capabilities: readCapabilities(capabilities as Told) }));
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
