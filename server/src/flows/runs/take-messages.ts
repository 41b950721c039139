import type { Answer } from "../../../../flow/run.ts";
import type { Ctx, Tx } from "../../platform/index.ts";
import type { FlowGround } from "../ground.ts";
import { advanceRun, type Happening } from "./advance-run.ts";
import { type Heard, hearAfter, isSettledElsewhere } from "./hear.ts";
import type { Run } from "./run.ts";
import { isFlowTap, readFlowTap } from "./tap-ids.ts";

/** Lets a run hear what the contact wrote since. While it waits for an effect it hears nothing: what it asks next was not asked yet. */
export async function takeMessages(tx: Tx, ctx: Ctx, ground: FlowGround, run: Run): Promise<void> {
  if (!hears(run)) return;
  const heard = await hearAfter(tx, run.conversationId, run.heard);
  if (heard.length === 0) return;
  const flows = [run.state.flowId, ...run.state.stack.map(({ flowId }) => flowId)];
  for (const happened of await happeningsOf(tx, run.conversationId, flows, heard)) {
    run.heard = happened.upTo;
    await advanceRun(tx, ctx, ground, run, happened.event);
    // A tap that says nothing to a run which had not begun: it begins now.
    if (run.state.status === "running" && run.state.at === null)
      await advanceRun(tx, ctx, ground, run, { kind: "started", by: run.startedBy, first: null, given: run.given });
    if (!hears(run)) return;
  }
}

const hears = ({ state: { status, waiting } }: Run): boolean => status !== "ended" && waiting?.for !== "effect";

interface Told {
  event: Happening;
  /** Arrival of the last message in it. */
  upTo: number;
}

/** Messages that follow each other are one answer in pieces; a tap says by itself what it is about. A button of another flow is only its words. */
async function happeningsOf(tx: Tx, conversationId: string, flows: readonly string[], heard: readonly Heard[]): Promise<Told[]> {
  const told: Told[] = [];
  let together: Answer[] = [];
  let upTo = 0;
  const close = () => {
    if (together.length > 0) told.push({ event: { kind: "answered", answers: together }, upTo });
    together = [];
  };
  for (const one of heard) {
    if (isSettledElsewhere(one)) continue;
    const { answer, arrival } = one;
    const tap = answer.choiceId !== null && isFlowTap(answer.choiceId) ? await readFlowTap(tx, conversationId, answer.choiceId) : null;
    if (tap === null || !flows.includes(tap.flowId)) {
      together.push(tap === null ? answer : { ...answer, choiceId: null });
      upTo = arrival;
      continue;
    }
    close();
    const { block, version, optionId } = tap;
    told.push({ event: { kind: "tapped", block, version, optionId, answer: { ...answer, choiceId: optionId } }, upTo: arrival });
  }
  close();
  return told;
}
