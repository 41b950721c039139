import { escapeHtml } from "../../channels/index.ts";
import { type App, type Clock, type Ctx, createCtx, type Database, emit, type Logger, sql, type Tx } from "../../platform/index.ts";
import { type Language, readWorkspace } from "../../team/index.ts";
import { contactConsentChanged } from "../events.ts";
import { type Purpose, recordConsentIn } from "./consents.ts";
import type { PreferenceLinks } from "./preference-links.ts";
import { PREFERENCE_WORDS } from "./preference-words.ts";

interface Parts {
  db: Database;
  clock: Clock;
  log: Logger;
  preferenceLinks: PreferenceLinks;
}

const PATH = "/preferences/:token";
const LIMIT = { config: { rateLimit: { max: 60, timeWindow: 60_000 } } };
const MAX_BODY_BYTES = 4_096;
/** What a person may choose here; the others are answers to what they asked. */
const CHOICES = ["marketing", "automation"] as const satisfies readonly Purpose[];
type Choices = Record<(typeof CHOICES)[number], boolean>;

/**
 * `GET /preferences/:token`: what a person wants to get, for everyone who has the address out of a mail. `POST` from the page takes what
 * is ticked; any other `POST` is the one click of a mail program and says no to all of it. @source RFC 8058, 3.2
 */
export function preferenceRoutes(app: App, parts: Parts) {
  // Mail programs send a form in one of two shapes; what is not our own form has nothing to say.
  app.addContentTypeParser("*", { parseAs: "string", bodyLimit: MAX_BODY_BYTES }, (_request, body, done) => done(null, body));
  app.get<{ Params: { token: string } }>(PATH, LIMIT, async ({ params }, reply) => {
    const found = await inTheirName(parts, params.token, async (tx, ctx, contactId) => pageOf(tx, ctx, await choicesOf(tx, contactId), ""));
    return answer(reply, found);
  });
  app.post<{ Params: { token: string } }>(PATH, LIMIT, async ({ params, body, headers }, reply) => {
    const isForm = headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;
    const form = new URLSearchParams(isForm && typeof body === "string" ? body : "");
    const isPage = form.has("page");
    const wanted: Choices = { marketing: isPage && form.has("marketing"), automation: isPage && form.has("automation") };
    const found = await inTheirName(parts, params.token, async (tx, ctx, contactId) => {
      await say(tx, ctx, contactId, wanted, isPage ? "preference page" : "one-click unsubscribe of a mail");
      return pageOf(tx, ctx, wanted, isPage ? "saved" : "stopped");
    });
    return answer(reply, found);
  });
}

interface Reply {
  header(name: string, value: string): Reply;
  code(status: number): Reply;
  type(type: string): Reply;
  send(body: string): Reply;
}

function answer(reply: Reply, page: string | null): Reply {
  reply.header("cache-control", "no-store").header("referrer-policy", "no-referrer").type("text/html; charset=utf-8");
  if (page !== null) return reply.send(page);
  const gone = Object.values(PREFERENCE_WORDS).map(({ gone }) => gone);
  return reply.code(404).send(html("pt-BR", "404", `<p>${gone.join(" · ")}</p>`));
}

/** @returns null where the address is not ours, or its person is not there any more */
async function inTheirName(
  { db, clock, log, preferenceLinks }: Parts,
  token: string,
  work: (tx: Tx, ctx: Ctx, contactId: string) => Promise<string>,
): Promise<string | null> {
  const named = preferenceLinks.read(token);
  if (named === null) return null;
  const { workspaceId } = named;
  return db.inWorkspace(workspaceId, async (tx) => {
    const contact = await tx.maybeOne(sql<{ id: string; name: string }>`
      select p.id, coalesce(p.name, p.profile_name, '') as name from contacts asked
      join contacts p on p.workspace_id = asked.workspace_id and p.id = coalesce(asked.merged_into, asked.id)
      where asked.id = ${named.contactId} for update of p`);
    if (contact === null) return null;
    const actor = {
      kind: "contact" as const,
      id: contact.id,
      name: contact.name,
      capabilities: new Set<string>(),
      sight: { kind: "all" as const },
    };
    return work(tx, createCtx({ db, clock, log, workspaceId, actor, correlationId: `preferences ${contact.id}` }), contact.id);
  });
}

/** Only what is another word than the last one is written down. */
async function say(tx: Tx, ctx: Ctx, contactId: string, wanted: Choices, source: string): Promise<void> {
  const before = await choicesOf(tx, contactId);
  const changed = CHOICES.filter((purpose) => before[purpose] !== wanted[purpose]);
  for (const purpose of changed)
    await recordConsentIn(tx, ctx, contactId, { purpose, channelKind: null, state: wanted[purpose] ? "given" : "withdrawn", source });
  if (!changed.includes("marketing")) return;
  const marketing = wanted.marketing ? "given" : "withdrawn";
  emit(tx, [contactConsentChanged({ workspaceId: ctx.workspaceId, subjectId: contactId, detail: { marketing } })], ctx.now());
}

/** Advertising needs a yes; the rest goes until somebody says no. As the gate has it. */
async function choicesOf(tx: Tx, contactId: string): Promise<Choices> {
  const rows = await tx.many(sql<{ purpose: string; state: string }>`
    select distinct on (purpose) purpose, state from contact_consents
    where contact_id in (select id from contacts where id = ${contactId} or merged_into = ${contactId}) and channel_kind is null
    order by purpose, occurred_at desc, id desc`);
  const said = new Map(rows.map(({ purpose, state }) => [purpose, state]));
  const { consent } = await tx.one(sql<{ consent: string }>`select marketing_consent as consent from contacts where id = ${contactId}`);
  return { marketing: (said.get("marketing") ?? consent) === "given", automation: said.get("automation") !== "withdrawn" };
}

async function pageOf(tx: Tx, ctx: Ctx, { marketing, automation }: Choices, said: "" | "saved" | "stopped"): Promise<string> {
  const { language } = await readWorkspace(tx);
  const { name } = await tx.one(sql<{ name: string }>`select name from workspaces where id = ${ctx.workspaceId}`);
  const words = PREFERENCE_WORDS[language];
  const box = (key: keyof Choices, isOn: boolean) =>
    `<p><label><input type="checkbox" name="${key}"${isOn ? " checked" : ""}> ${words[key]}</label></p>`;
  return html(
    language,
    `${words.title} · ${name}`,
    `<h1>${escapeHtml(name)}</h1>${said === "" ? "" : `<p role="status"><strong>${words[said]}</strong></p>`}<h2>${words.title}</h2><p>${words.about}</p>
<form method="post"><input type="hidden" name="page" value="1">${box("marketing", marketing)}${box("automation", automation)}<p><button>${words.save}</button></p></form>`,
  );
}

const html = (language: Language, title: string, body: string): string =>
  `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title><main>${body}</main></html>`;
