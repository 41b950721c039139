import { toConversation } from "../inbox/paths.ts";
import { defineRoom } from "../shell/room.ts";
import { Workflow } from "../ui/icons.generated.ts";
import { readFlowSearch, toFlows } from "./paths.ts";
import { flowsFace } from "./words/face-words.ts";

const says = flowsFace.phrase("nav.flows");
const target = toFlows();
const right = "flows.read";
// The pages wait for their own words: they are no part of the first load.
const words: [] = [];

const section = [{ key: "flow_runs", right, component: async () => (await import("./run-section.tsx")).RunSection, words }];

export const flows = defineRoom({
  place: 45,
  face: flowsFace,
  pages: [
    { path: "/flows", component: async () => (await import("./list/flows-page.tsx")).FlowsPage, words, title: says },
    {
      path: "/flows/$flowId",
      component: async () => (await import("./editor/flow-page.tsx")).FlowPage,
      words,
      readSearch: readFlowSearch,
      title: says,
    },
  ],
  rail: [{ group: "tools", icon: Workflow, label: says, target, right }],
  shortcuts: [{ keys: "g f", says, target }],
  palette: [{ says, target, right }],
  found: [
    {
      kind: "flow_runs",
      title: says,
      icon: Workflow,
      target: ({ conversationId }) => (conversationId === null ? target : toConversation(conversationId, { view: "all" })),
    },
  ],
  panel: section,
  contactPage: section,
  live: [
    { kinds: "flow_run.", refresh: () => ({ soon: [["flows", "runs-of"]] }) },
    { kinds: "flow.changed", refresh: () => ({ soon: [["flows", "list"]] }) },
    {
      kinds: "flow.published",
      refresh: ({ subjectId }) => ({
        soon: [
          ["flows", "list"],
          ["flows", "versions", subjectId],
        ],
      }),
    },
    // Of somebody who draws at the same flow: the drawing itself is never fetched over one that is being edited.
    { kinds: "flow.draft_saved", refresh: ({ subjectId }) => ({ soon: [["flow-head", subjectId]] }) },
  ],
});
