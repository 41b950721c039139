import { randomBytes } from "node:crypto";
import os from "node:os";
import path from "node:path";
import type { OutboundContent } from "../content/content.ts";
import { degrade, type FileFacts } from "../content/degrade.ts";
import { buildApp } from "../server/src/app.ts";
import type { ChannelAdapter } from "../server/src/channels/index.ts";
import {
  createLogger,
  createSecrets,
  listErrorCodes,
  listEventKinds,
  openDatabase,
  readConfig,
  systemClock,
} from "../server/src/platform/index.ts";
import { writeAccess, writeRightNames } from "./access.ts";
import { writeApiTypes } from "./api-types.ts";
import { dumpSchema } from "./dump-schema.ts";
import { writeUnderstanding } from "./evaluation.ts";
import { writeFigures } from "./figures.ts";
import { writeIcons } from "./icons.ts";
import { writePostman } from "./postman.ts";

/** The files that are made from others, by path from the root. @param owner, app, system connection strings of a migrated database. */
export async function generateFiles(urls: { owner: string; app: string; system: string }): Promise<Map<string, string>> {
  const log = createLogger("silent");
  const db = openDatabase(urls, log);
  const config = readConfig({ PROSA_DATA_DIR: path.join(os.tmpdir(), "prosa-generate"), PROSA_LOG_LEVEL: "silent" });
  const { http, delivery, rights, figures } = await buildApp({
    config,
    clock: systemClock,
    db,
    secrets: createSecrets([randomBytes(32)]),
    log,
  });
  await http.ready();
  const document = http.swagger() as unknown as Record<string, unknown>;
  await http.close();
  await db.close();
  return new Map([
    ["web/src/api/schema.generated.ts", writeApiTypes(document)],
    ["web/src/ui/icons.generated.ts", writeIcons()],
    ["web/src/api/rights.generated.ts", writeRightNames(rights)],
    ["server/schema.sql", await dumpSchema(urls.owner)],
    ["docs/openapi.json", `${JSON.stringify(document, null, 1)}\n`],
    ["docs/postman.json", writePostman(document)],
    ["docs/access.md", writeAccess(document, rights)],
    ["docs/errors.md", writeErrors()],
    ["docs/events.md", writeEvents()],
    ["docs/figures.md", writeFigures(figures)],
    ["docs/understanding.md", writeUnderstanding()],
    ["docs/channels/README.md", writeCapabilities([...delivery.adapters.values()])],
  ]);
}

const SAMPLES: [title: string, content: OutboundContent, file?: FileFacts][] = [
  ["long text (9,000 characters)", { kind: "text", text: "palavra ".repeat(1125) }],
  ["photo with caption", { kind: "image", attachmentId: "f", text: "…" }, { mediaType: "image/jpeg", size: 300_000 }],
  ["video", { kind: "video", attachmentId: "f" }, { mediaType: "video/mp4", size: 4_000_000 }],
  ["voice message", { kind: "voice", attachmentId: "f" }, { mediaType: "audio/ogg", size: 60_000 }],
  ["PDF", { kind: "document", attachmentId: "f" }, { mediaType: "application/pdf", size: 500_000 }],
  ["sticker", { kind: "sticker", attachmentId: "f" }, { mediaType: "image/webp", size: 60_000 }],
  ["2 buttons", { kind: "buttons", text: "?", buttons: entries(2) }],
  ["8 rows", { kind: "list", text: "?", button: "…", sections: [{ rows: entries(8) }] }],
  ["30 rows", { kind: "list", text: "?", button: "…", sections: [{ rows: entries(30) }] }],
  ["link button", { kind: "link_button", text: "?", label: "…", url: "https://example.com" }],
  ["location", { kind: "location", latitude: -3.1, longitude: -60 }],
  ["contact", { kind: "contacts", contacts: [{ name: "…", phones: [], emails: [] }] }],
];

function entries(count: number) {
  return Array.from({ length: count }, (_, index) => ({ id: `${index}`, title: `${index}` }));
}

/** What each channel makes of each content: made by the code that does it. */
function writeCapabilities(adapters: ChannelAdapter[]): string {
  const cell = ({ capabilities }: ChannelAdapter, content: OutboundContent, file?: FileFacts) => {
    const { parts, changes } = degrade(content, capabilities, {
      files: new Map(file === undefined ? [] : [["f", file]]),
      linkTo: () => "link",
    });
    if (changes.length === 0) return "as it is";
    const kinds = parts.map(({ kind }) => kind);
    return kinds.length > 3 ? `${kinds.length} × ${kinds[0]}` : kinds.join(" + ");
  };
  const rows = SAMPLES.map(([title, content, file]) => [title, ...adapters.map((adapter) => cell(adapter, content, file))]);
  const facts: string[][] = [
    ["reactions", ...adapters.map(({ capabilities }) => (capabilities.reactions ? "yes" : "no"))],
    ["quotes", ...adapters.map(({ capabilities }) => (capabilities.quotes ? "yes" : "not shown"))],
    [
      "window, hours",
      ...adapters.map(({ windowHours, humanAgentHours }) =>
        [windowHours ?? "none", humanAgentHours].filter((hours) => hours !== undefined).join("; a person "),
      ),
    ],
    ["messages a second", ...adapters.map(({ pace }) => String(pace.perSecond))],
  ];
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return `# What each channel makes of a message

Nothing that was written is lost: list → buttons → numbered text whose answer by number is understood, caption → text of its own,
file that the channel does not take → another kind or a signed link, long text → several. Made by \`npm run generate\` from the
adapters' capabilities; a test compares. The composer says the same before sending
(\`POST /conversations/:id/messages/preview\`).

${[line(["", ...adapters.map(({ kind }) => `[${kind}](${kind.replaceAll("_", "-")}.md)`)]), line(["---", ...adapters.map(() => "---")]), ...[...rows, ...facts].map(line)].join("\n")}
`;
}

function socketNames(): string[] {
  const named = listEventKinds().flatMap(({ kind, description: { socket } }) => (socket === undefined ? [] : [{ kind, socket }]));
  const byName = [...Map.groupBy(named, ({ socket }) => socket)].sort(([a], [b]) => a.localeCompare(b));
  return byName.map(([name, kinds]) => `| \`${name}\` | ${kinds.map(({ kind }) => `\`${kind}\``).join(", ")} |`);
}

function writeEvents(): string {
  const sections = listEventKinds().map(({ kind, description: { says, subject, socket, example } }) => {
    const about = subject === undefined ? "" : ` \`subject_id\` is the ${subject}'s.`;
    const detail = Object.keys(example as object).length === 0 ? "" : `\n\n\`\`\`json\n${JSON.stringify(example)}\n\`\`\``;
    const name = socket === undefined ? "" : ` The socket calls it \`${socket}\`.`;
    return `## \`${kind}\`\n\n${says}${about}${name}${detail}`;
  });
  return `# Events

Everything that happens is a row of \`events\`, written in the transaction of the change that it tells of: a kind, the conversation and the
subject that it is about, and the small facts shown here as \`detail\`; never texts, never addresses. Rooms listen by the feed
(\`platform/feed\`), browsers by the socket. A kind never changes its meaning once published. Events are kept for 35 days.
Made by \`npm run generate\` from the definitions; a test compares.

## Names on the socket

A fact has a \`name\` besides its \`kind\` where desks and widgets know one. Its audience is whoever sees the conversation; facts without one are the workspace's.

| name | kinds |
| --- | --- |
${socketNames().join("\n")}

${sections.join("\n\n")}
`;
}

function writeErrors(): string {
  const rows = listErrorCodes().map(({ code, status, sentence }) => `| \`${code}\` | ${status} | ${sentence} |`);
  return `# Error codes

Every refusal of the API is problem details (RFC 9457) with one of these codes; a code never changes once published.
Made by \`npm run generate\` from the catalogue; a test compares.

| code | status | what happened and what to do |
| --- | --- | --- |
${rows.join("\n")}
`;
}
