import { defineRoom, type Target } from "../shell/room.ts";
import { ListChecks } from "../ui/icons.generated.ts";
import { useStepsLeft, useStepsOver } from "./queries.ts";
import { firstStepsFace, firstStepsWords } from "./words/words.ts";

const says = firstStepsFace.phrase("nav.firstSteps");
const target: Target = { to: "/first-steps" };
const right = "workspace.manage";
const refresh = () => ({ soon: [["first-steps"]] });

export const firstSteps = defineRoom({
  place: 85,
  face: firstStepsFace,
  pages: [
    {
      path: "/first-steps",
      component: async () => (await import("./first-steps-page.tsx")).FirstStepsPage,
      words: [firstStepsWords],
      title: says,
    },
  ],
  rail: [
    { group: "tools", icon: ListChecks, label: says, target, right, useBadge: useStepsLeft, showsBadge: true, useIsOver: useStepsOver },
  ],
  palette: [{ says, target, right }],
  live: [
    { kinds: "channel.", refresh },
    { kinds: "member.", refresh },
    { kinds: "queue.", refresh },
    { kinds: "message.queued", refresh },
    { kinds: "knowledge.", refresh },
  ],
});
