import type { Visitor } from "../../platform/index.ts";
import { type Asker, type Authenticate, requireRight } from "../../team/index.ts";
import { conversationsRead } from "../rights.ts";
import { wordsOf } from "./audience.ts";

/** Whoever may read conversations may look on, and hears of those that they see. */
export const createFindVisitor =
  (authenticate: Authenticate) =>
  async (asker: Asker): Promise<Visitor> => {
    const { workspaceId, actor } = await authenticate(asker);
    requireRight(actor, conversationsRead);
    const memberId = actor.id ?? "";
    return {
      workspaceId,
      memberId,
      name: actor.name,
      loginId: actor.login?.sessionId ?? memberId,
      sightOf: actor.madeById ?? memberId,
      words: wordsOf(actor.sight),
    };
  };
