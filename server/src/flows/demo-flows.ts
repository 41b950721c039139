import { FLOW_TEMPLATES } from "../../../flow/templates/templates.ts";
import type { Ctx } from "../platform/index.ts";
import { changeFlow } from "./documents/change-flow.ts";
import type { CheckParts } from "./documents/check-flow.ts";
import { makeFlow } from "./documents/make-flow.ts";
import { publishFlow } from "./documents/publish-flow.ts";
import { flowLanguage, readTemplate } from "./documents/templates.ts";

/** What answers in the demonstration: it begins by its own words, and leaves all other talk to the queues. */
const ACTIVE = "driver_registration";

/** Every template as a flow that is published, by the room's own verbs; one of them is on. */
export const demoFlows =
  (parts: CheckParts) =>
  async (ctx: Ctx): Promise<void> => {
    const { language, words } = await flowLanguage(ctx);
    for (const { id, name } of FLOW_TEMPLATES) {
      const flow = await makeFlow(ctx, { name: name[words], ...readTemplate(id, language) });
      await publishFlow(ctx, parts, flow.id, "");
      if (id === ACTIVE) await changeFlow(ctx, flow.id, { isActive: true });
    }
  };
