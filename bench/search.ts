import { contactSource } from "../server/src/inbox/search/contact-source.ts";
import { messageSources } from "../server/src/inbox/search/message-sources.ts";
import { readQuery } from "../server/src/inbox/search/read-query.ts";
import type { SearchSource } from "../server/src/inbox/search/search-source.ts";
import { createCtx, createLogger, type Database, type Sight, systemClock } from "../server/src/platform/index.ts";
import { FEW, MANY, NONE, queue, SOME, WORKSPACE, withLargeWorkspace } from "./large-workspace.ts";

/**
 * `node bench/search.ts [messages]`: what a search takes, all groups together, for words that are in nearly every message and in nearly
 * none, for whoever sees all, three queues, 300 conversations or none. A tenth as many conversations, one of them with 20,000 messages.
 */
const MESSAGES = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = 20;
const LONGEST = 20_000;

/** Made words with the frequencies of a language: the n-th is said a n-th as often as the first. A few real ones have known shares. */
const MORE = [
  `create temporary table said as select c.id as conversation, c.last_message_at - i * interval '1 minute' as at, row_number() over () as n
   from (select *, row_number() over (order by last_message_at desc) as place from conversations) c
     cross join lateral generate_series(0, case when c.place = 1 then least(${LONGEST}, ${MESSAGES} / 10) else 8 end) i`,
  `create function pg_temp.word(n int) returns text language sql immutable return
     (array['ca','de','mi','po','su','ra','te','li','no','vu'])[1 + n % 10] || (array['ba','ne','ri','so','tu','la','me','pi','go','zu'])[1 + n / 10 % 10]
       || (array['da','fe','gi','lo','mu','na','re','si','to','xu'])[1 + n / 100 % 10]
       || (array['r','s','l','dor','ção','ções','mente','al'])[1 + n / 1000 % 8]`,
  `insert into messages (workspace_id, id, conversation_id, channel_id, direction, author_kind, kind, text, status, occurred_at, created_at, provider_message_id)
   select '${WORKSPACE}', gen_random_uuid(), s.conversation, '${WORKSPACE}', 'in', case when n % 3 = 0 then 'member' else 'contact' end, 'text',
     (select string_agg(pg_temp.word(floor(power(8000, random() + 0 * k))::int), ' ') from generate_series(1, 4 + (s.n % 12)::int) k)
       || case when n % 5 = 0 then ' bom dia' else '' end || case when n % 100 = 1 then ' orçamentos' else '' end
       || case when n % 2000 = 2 then ' geladeira' else '' end || case when n % 200000 = 3 then ' zarabatana' else '' end
       || case when at < now() - interval '250 days' then ' natalino' else '' end,
     'received', s.at, s.at, 'wamid.' || s.n from said s`,
];

const ASKERS: [string, Sight][] = [
  ["all", { kind: "all" }],
  ["3 of 10 queues", { kind: "queues", memberId: MANY, queueIds: [queue(1), queue(2), queue(3)] }],
  ["one queue of none", { kind: "queues", memberId: FEW, queueIds: [] }],
  ["own: 300", { kind: "own", memberId: SOME }],
  ["own: none", { kind: "own", memberId: NONE }],
];

const TYPED = [
  "bom dia",
  "bo",
  "orcamento",
  "orçam",
  "geladeiras",
  "zarabatana",
  "natalino",
  "orcamento geladeira",
  "bom dia -geladeira from:agent",
  '"bom dia orçamentos"',
  "bom dia zz",
  "nao existe",
  "ca",
  "geladeira before:2026-06-01",
];

const sources: SearchSource[] = [...messageSources, contactSource].map(({ source }) => source);

await withLargeWorkspace(MESSAGES / 10, MORE, async (db) => {
  console.log(`${MESSAGES.toLocaleString("en")} messages; all groups of ten: median / p95 of ${ROUNDS}, ms\n`);
  console.log(`| typed | ${ASKERS.map(([who]) => who).join(" | ")} |\n| --- | ${ASKERS.map(() => "---").join(" | ")} |`);
  for (const typed of TYPED) {
    const cells: string[] = [];
    for (const [, sight] of ASKERS) cells.push(await time(db, sight, typed));
    console.log(`| ${typed} | ${cells.join(" | ")} |`);
  }
});

async function time(db: Database, sight: Sight, typed: string): Promise<string> {
  const ctx = createCtx({
    db,
    clock: systemClock,
    log: createLogger("error"),
    workspaceId: WORKSPACE,
    correlationId: "bench",
    actor: { kind: "member", id: sight.kind === "all" ? NONE : sight.memberId, name: "Bench", capabilities: new Set(), sight },
  });
  const took: number[] = [];
  let hits = 0;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const began = performance.now();
    hits = 0;
    for (const source of sources) hits += (await source.find(ctx, { query: readQuery(typed), limit: 10 })).items.length;
    // The first one warms the memory.
    if (round > 0) took.push(performance.now() - began);
  }
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(0);
  return `${at(0.5)} / ${at(0.95)} (${hits})`;
}
