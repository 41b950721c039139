import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import { aggregateOf, type Figure } from "../server/src/inbox/index.ts";
import { sql } from "../server/src/platform/index.ts";

/** Writes SQL without a database to ask. */
const writer = new Kysely({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});
type Fragment = ReturnType<typeof sql>;
const textOf = (fragment: Fragment) => fragment.compile(writer).sql.replaceAll(/\s+/g, " ").trim();

/** `docs/figures.md`: every number of the product, as its room declares it. */
export function writeFigures(figures: readonly Figure[]): string {
  const byRoom = Map.groupBy(figures, ({ id }) => id.split(".")[0] as string);
  return `# Figures

Each number that the product shows is declared once, by the room that has the rows: screens, exports, reports, alerts and the API
(\`GET /figures/{id}\`) ask the same SQL. Days are those of the workspace's time zone. A figure counts what the asker sees; \`:from\` is the first
moment of the period, \`:until\` the moment after it. A filter of conversations narrows those that name one. \`v\` is the measure of a row.
Made by \`npm run generate\` from the declarations; a test compares.

**Spend against budget** (\`GET /spend\`) is of the whole workspace: each kind is the sum of its figure over the month. What is left is the budget less
that. The projection is what the whole days so far cost, and their mean for each day that is left, today among them; never less than what is spent,
and none on the first day of a month.

${[...byRoom].map(([noun, its]) => `## ${noun}\n\n${its.map(sectionOf).join("\n\n")}`).join("\n\n")}
`;
}

function sectionOf(figure: Figure): string {
  const { id, unit, label, meaning, right, dimensions, measure, at, only, conversation, behind } = figure;
  const rows = textOf(figure.rows({ actor: EVERYTHING, from: sql`:from`, until: sql`:until` })).replace(/ and true$/, "");
  const counted = only === undefined ? "" : ` and (${textOf(only)})`;
  return `### ${id}

**${label.en}** (${unit}). ${meaning.en}

Right \`${right.name}\`; split by ${Object.keys(dimensions).join(", ")}; ${conversation === undefined ? "no filter of conversations" : "filtered by conversations"}; leads to ${behind.kind}s.

\`\`\`sql
select ${textOf(aggregateOf(figure))}${measure === undefined ? "" : `  -- v = ${textOf(measure)}`}
${rows}${counted}  -- at ${textOf(at)}
\`\`\``;
}

/** Whoever sees everything: the conditions of sight fall away. */
const EVERYTHING = { kind: "system", id: null, name: "Prosa", capabilities: new Set<string>(), sight: { kind: "all" } } as const;
