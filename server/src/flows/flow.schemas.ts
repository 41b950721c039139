import { type Static, Type } from "typebox";
import type { FlowDocument, Layout } from "../../../flow/document.ts";
import type { FlowEvent, Step } from "../../../flow/run.ts";
import { Labels } from "../inbox/index.ts";
import { IsoTime, idSchema, Nullable, OneOf } from "../platform/index.ts";
import type { Flow, FlowSummary } from "./documents/flow.ts";
import type { FlowVersion } from "./documents/versions.ts";
import type { ShownRun } from "./runs/read-runs.ts";

/** A drawing is described in `docs/flows.md`; it is read by the root package `flow`, which says in words what is wrong. */
export const Document = Type.Unsafe<FlowDocument>(
  Type.Record(Type.String(), Type.Unknown(), { description: "The flow as it is drawn; see docs/flows.md." }),
);
export const LayoutSchema = Type.Unsafe<Layout>(
  Type.Record(Type.String(), Type.Unknown(), { description: "Where blocks and notes lie on the canvas." }),
);

export const Name = Type.String({ minLength: 1, maxLength: 120, pattern: "^[^<>\\u0000-\\u001f]*\\S[^<>\\u0000-\\u001f]*$" });
export const Note = Type.String({ maxLength: 500 });
const PersonSchema = Nullable(Type.Object({ id: idSchema("member"), name: Type.String() }));

export const SummarySchema = Type.Object({
  id: idSchema("flow"),
  name: Type.String(),
  position: Type.Integer({ description: "From 0; of two active flows that fit, the one further up begins." }),
  isActive: Type.Boolean(),
  publishedVersion: Nullable(Type.Integer()),
  isChanged: Type.Boolean({ description: "The draft is another than what was published." }),
  entries30Days: Type.Integer({ description: "Runs that began in the last 30 days." }),
  savedBy: PersonSchema,
  savedAt: IsoTime,
});
export const FlowSchema = Type.Object({
  ...SummarySchema.properties,
  document: Document,
  layout: LayoutSchema,
  revision: Type.Integer({ description: "Whoever saves the draft names the one that they read." }),
});
const ReportLine = Type.Object({
  what: Type.String(),
  became: OneOf(["became", "changed", "lost"]),
  why: Nullable(Type.String()),
  block: Nullable(Type.String()),
});
export const MadeSchema = Type.Object({ ...FlowSchema.properties, report: Type.Optional(Type.Array(ReportLine)) });
export const VersionSchema = Type.Object({
  version: Type.Integer(),
  note: Type.String(),
  publishedBy: PersonSchema,
  publishedAt: IsoTime,
});
export const DrawnVersionSchema = Type.Object({ ...VersionSchema.properties, document: Document, layout: LayoutSchema });
export const ProblemSchema = Type.Object({
  code: Type.String({ description: "What is wrong; docs/flows.md has the list." }),
  block: Nullable(Type.String()),
  exit: Type.Optional(Type.String()),
  path: Type.Optional(Type.String({ description: "Which setting of the block." })),
  severity: OneOf(["error", "warning", "hint"]),
  values: Type.Record(Type.String(), Type.Unknown()),
});
const STATUSES = ["running", "waiting", "ended"] as const;
export const RunStatus = OneOf(STATUSES);
export const RunSchema = Type.Object({
  id: idSchema("run"),
  flowId: idSchema("flow"),
  version: Type.Integer(),
  status: RunStatus,
  ending: Nullable(Type.String({ description: "`done`, `handed_over`, `cancelled`, `too_many_steps`, `failed` or `replaced`." })),
  block: Nullable(Type.String({ description: "Where it stands, or stood when it ended." })),
  conversationId: idSchema("conversation"),
  contactName: Nullable(Type.String()),
  startedBy: Type.String({ description: "What began it: a start, `floor` (an entry rule or a hand-over), `tap`, `action` or `api`." }),
  startedAt: IsoTime,
  endedAt: Nullable(IsoTime),
  failure: Nullable(Type.String({ description: "Why it failed; see docs/errors.md." })),
});
export const RunOfPersonSchema = Type.Object({ ...RunSchema.properties, flowName: Type.String() });
export const ReplaySchema = Type.Object({
  ...RunSchema.properties,
  steps: Type.Array(
    Type.Object({
      number: Type.Integer(),
      at: IsoTime,
      event: Type.Unsafe<FlowEvent>(Type.Record(Type.String(), Type.Unknown())),
      step: Type.Unsafe<Step>(Type.Record(Type.String(), Type.Unknown())),
    }),
  ),
});
export const BlockFiguresSchema = Type.Object({
  visits: Type.Integer(),
  leftHere: Type.Integer({ description: "Ended here before the flow was done." }),
  completed: Type.Integer({ description: "Went on by an exit." }),
  medianSeconds: Nullable(Type.Number()),
  exits: Type.Record(Type.String(), Type.Integer()),
});
const JsonSchema = Type.Record(Type.String(), Type.Unknown());
export const BlockTypesSchema = Type.Object({
  actions: Type.Array(
    Type.Object({ id: Type.String(), subject: Type.String(), label: Labels, mayPublish: Type.Boolean(), input: JsonSchema }),
  ),
  events: Type.Array(Type.Object({ id: Type.String(), label: Labels })),
  blocks: Type.Array(
    Type.Object({
      id: Type.String(),
      group: OneOf(["says", "asks", "logic", "does"]),
      label: Labels,
      description: Labels,
      icon: Type.String(),
      settings: JsonSchema,
      defaults: JsonSchema,
      exits: Type.Array(Type.Object({ exit: Type.String(), label: Labels })),
      asks: Type.Boolean({ description: "The contact may be asked there, and the answer goes back to it." }),
    }),
  ),
});
export const BeginningsSchema = Type.Object({
  items: Type.Array(
    Type.Object({
      day: Type.String({ description: "Of the workspace's clock." }),
      startedBy: OneOf(["schedule", "event"]),
      begun: Type.Integer(),
      skipped: Type.Array(
        Type.Object({
          reason: Type.String({
            description:
              "A code of docs/errors.md, or of the gate of consent; `floor_taken` and `held_elsewhere`: somebody else speaks there.",
          }),
          count: Type.Integer(),
        }),
      ),
    }),
  ),
});
export const flowParams = Type.Object({ flowId: idSchema("flow") });
export const versionParams = Type.Object({ flowId: idSchema("flow"), version: Type.Integer({ minimum: 1, maximum: 1_000_000 }) });

/** As the API shows them. */
export const presentSummary = ({ savedAt, ...flow }: FlowSummary): Static<typeof SummarySchema> => ({
  ...flow,
  savedAt: savedAt.toISOString(),
});
export const presentFlow = ({ savedAt, ...flow }: Flow): Static<typeof FlowSchema> => ({ ...flow, savedAt: savedAt.toISOString() });
export const presentVersion = <One extends FlowVersion>({ publishedAt, ...version }: One) => ({
  ...version,
  publishedAt: publishedAt.toISOString(),
});
export const presentRun = <One extends ShownRun>({ startedAt, endedAt, ...run }: One) => ({
  ...run,
  startedAt: startedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
});
