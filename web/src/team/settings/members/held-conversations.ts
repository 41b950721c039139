import { api, unwrap } from "../../../api/client.ts";

/** A list gives so many at once; an act takes more. */
const AT_ONCE = 100;

/** What somebody has to go on with: of a member's, all that is not resolved and that the asker sees. */
const heldPage = (memberId: string) => {
  const filter = {
    all: [
      { field: "conversation.assignee", operator: "equals", value: memberId },
      { field: "conversation.state", operator: "not_equals", value: "resolved" },
    ],
  };
  const query = { view: "all" as const, filter: JSON.stringify(filter), limit: AT_ONCE };
  return unwrap(api.GET("/api/v1/conversations", { params: { query } }));
};

/** How many unfinished conversations a member holds, and whether there are more than were counted. */
export async function countHeld(memberId: string): Promise<{ count: number; isMore: boolean }> {
  const { items, nextCursor } = await heldPage(memberId);
  return { count: items.length, isMore: nextCursor !== null };
}

/** Leaves them to nobody, a page at a time. One that cannot be left ends it: it would be on every page. */
export async function releaseHeld(memberId: string): Promise<void> {
  for (;;) {
    const { items } = await heldPage(memberId);
    if (items.length === 0) return;
    const done = await unwrap(
      api.POST("/api/v1/actions/{actionId}", {
        params: { path: { actionId: "conversation.assign" } },
        body: { subjectIds: items.map(({ id }) => id), input: { memberId: null } },
      }),
    );
    if (done.items.some((one) => !one.done)) return;
  }
}
