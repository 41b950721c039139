import { tellMembers } from "../../notices/index.ts";
import { addJobs, type Ctx, type Tx } from "../../platform/index.ts";
import { type Telling, tellJob } from "../job-kinds.ts";
import { GIVEN } from "../notice-kinds.ts";
import type { Move } from "./moves.ts";
import { memberBehind, type WorkOrder } from "./order.ts";

interface Moved {
  before: WorkOrder;
  after: WorkOrder;
  move: Move;
}

/** Whoever the move concerns hears of it: technicians in their chat and by their notices, the customer where they wrote. */
export async function tellPeople(tx: Tx, ctx: Ctx, moved: Moved): Promise<void> {
  const tellings = tellingsOf(ctx, moved);
  addJobs(
    tx,
    tellings.map((payload) => tellJob({ workspaceId: ctx.workspaceId, payload })),
    ctx.now(),
  );
  const given = tellings.find(({ what }) => what === "offered")?.memberId;
  if (given == null || given === memberBehind(ctx.actor)) return;
  await tellMembers(tx, { workspaceId: ctx.workspaceId, now: ctx.now() }, [
    GIVEN.of({ memberId: given, subjectId: moved.after.id, facts: { by: ctx.actor.kind === "member" ? ctx.actor.name : null } }),
  ]);
}

function tellingsOf(ctx: Ctx, { before, after, move }: Moved): Telling[] {
  const orderId = after.id;
  const to = (what: Telling["what"]): Telling => ({ orderId, to: "customer", what, memberId: null });
  const technician = (what: Telling["what"], memberId: string | undefined): Telling[] =>
    memberId === undefined || (what !== "offered" && memberId === memberBehind(ctx.actor))
      ? []
      : [{ orderId, to: "technician", what, memberId }];
  switch (move) {
    case "assign":
      return [
        ...(before.technician?.id === after.technician?.id ? [] : technician("taken_back", before.technician?.id)),
        ...technician("offered", after.technician?.id),
      ];
    case "accept":
      return [to("accepted")];
    case "depart":
      return [to("on_the_way")];
    case "check-out":
      return [to("done")];
    case "cancel":
      return technician("cancelled", after.technician?.id);
    default:
      return [];
  }
}
