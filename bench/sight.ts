import { listContacts } from "../server/src/inbox/contacts/list-contacts.ts";
import { listConversations } from "../server/src/inbox/conversations/conversations.ts";
import { countConversations } from "../server/src/inbox/conversations/count-conversations.ts";
import type { Ctx, Sight } from "../server/src/platform/index.ts";
import { FEW, MANY, measure, NONE, queue, SOME, withLargeWorkspace } from "./large-workspace.ts";

/**
 * `node bench/sight.ts [conversations]`: what lists and counters read for people who see none, three, 300 or all of a large workspace,
 * or a third of it by their queues. Prints the planner's own figures of each statement: time, and pages that it touched.
 */
const COUNT = Number(process.argv[2] ?? 1_000_000);
const ASKERS: [string, Sight][] = [
  ["all", { kind: "all" }],
  ["own: none", { kind: "own", memberId: NONE }],
  ["own: 3", { kind: "own", memberId: FEW }],
  ["own: 300", { kind: "own", memberId: SOME }],
  ["queues: 3 of 10, unclaimed, 1,000 followed", { kind: "queues", memberId: MANY, queueIds: [queue(1), queue(2), queue(3)] }],
  ["queues: none", { kind: "queues", memberId: FEW, queueIds: [] }],
];

const ASKED: [string, (ctx: Ctx) => Promise<unknown>][] = [
  ["list", (ctx) => listConversations(ctx, { view: "all", limit: 50 })],
  ["list of the open", (ctx) => listConversations(ctx, { view: "all", state: "open", limit: 50 })],
  ["open, unassigned", (ctx) => listConversations(ctx, { view: "unassigned", state: "open", limit: 50 })],
  ["counters", (ctx) => countConversations(ctx, "all", undefined, undefined)],
  ["contacts", (ctx) => listContacts(ctx, { sort: "created", limit: 50 })],
];

await withLargeWorkspace(COUNT, [], async (db) => {
  console.log(`${COUNT.toLocaleString("en")} conversations; median of 3: planning + execution in ms, pages touched\n`);
  console.log(`| asker | ${ASKED.map(([title]) => title).join(" | ")} |\n| --- | ${ASKED.map(() => "---").join(" | ")} |`);
  for (const [title, sight] of ASKERS) {
    const cells: string[] = [];
    for (const [, ask] of ASKED) cells.push(await measure(db, sight, ask));
    console.log(`| ${title} | ${cells.join(" | ")} |`);
  }
});
