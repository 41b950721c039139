import { type DeclaredRight, type Rights, ROLES } from "../server/src/team/index.ts";

type Operations = Record<string, Record<string, { "x-access"?: string }>>;

/** `docs/access.md`: what each right allows, who has it by default, and which routes need it. */
export function writeAccess(document: Record<string, unknown>, rights: Rights): string {
  const routes = Object.entries(document["paths"] as Operations).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      access: operation["x-access"] ?? "",
      route: `${method.toUpperCase()} ${path.replace("/api/v1", "")}`,
    })),
  );
  const routesOf = (access: string) => routes.filter((one) => one.access === access).map(({ route }) => `- \`${route}\``);
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  const mark = (right: DeclaredRight, role: (typeof ROLES)[number]) => (rights.of(role).has(right.name) ? "yes" : "");
  const rows = rights.all.map((right) => [
    `\`${right.name}\``,
    right.about,
    ...ROLES.map((role) => mark(right, role)),
    right.forKeys ? "yes" : "never",
  ]);
  const chapters = rights.all.map(({ name }) => chapter(`\`${name}\``, routesOf(name)));
  return `# Who may do what

Each right is declared by the room that needs it (\`rights.ts\` of the room, \`own-rights.ts\` of team) with the roles that have it by
default. A route names the right itself, so a wrong word does not compile. An API key has some of its maker's rights, and sees what its
maker sees. Made by \`npm run generate\` from the rights and routes; a test compares.

A right says what one may do; which conversations, and with them messages, contacts and files, is said by what a member *sees*: all,
those of their queues (and what nobody has yet), or their own. See [the inbox](../server/src/inbox/README.md). What is out of sight
answers as if it did not exist.

${[line(["right", "allows to", ...ROLES, "API keys"]), line(["---", "---", ...ROLES.map(() => "---"), "---"]), ...rows.map(line)].join("\n")}

## Routes by right

${[...chapters, chapter("Everyone who is signed in", routesOf("member")), chapter("Everyone who is signed in, whatever their workspace asks of them", routesOf("before_rules")), chapter("Without a login", routesOf("public"))].join("\n\n")}
`;
}

const chapter = (title: string, routes: string[]) =>
  `### ${title}\n\n${routes.length === 0 ? "None in the API's document." : routes.join("\n")}`;

/** The names of all rights as a type: the interface asks for no right that does not exist. */
export function writeRightNames({ all }: Rights): string {
  const names = all.map(({ name }) => `\n  | "${name}"`).join("");
  return `// Made by \`npm run generate\` from the rights that the server's rooms declare; a test compares. Do not edit.\n\nexport type RightName =${names};\n`;
}
