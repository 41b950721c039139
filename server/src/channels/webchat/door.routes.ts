// Longer than most: the whole wire between the widget and us, a few lines a route.
import type { FastifyReply, FastifyRequest } from "fastify";
import { type App, type Clock, defineError, isId, notFound, tooManyRequests } from "../../platform/index.ts";
import type { ChannelStore } from "../accounts/channels.ts";
import type { Channel } from "../adapters/adapter.ts";
import { webchat } from "../adapters/webchat/index.ts";
import type { Chats } from "./chats.ts";
import type { FloodGate } from "./flood.ts";
import type { VisitorEvent } from "./hear.ts";
import { readLook } from "./look.ts";
import { allowOrigin, domainRefused, mayStandOn } from "./origins.ts";
import { PREVIEW_POLICY, previewPage } from "./preview.ts";
import type { Identity, Visitor, Visits } from "./visits.ts";
import type { Waiters } from "./waiters.ts";

const chatEnded = defineError("webchat.ended", 401, "This chat was ended, or its token is unknown. Open a new one.");
const malformed = defineError("webchat.malformed", 400, "The body is not what this address takes.");
const fileRefused = defineError("webchat.file_refused", 415, "Files of this type are not taken.");

/** What a page could run when somebody opens it is not taken, and no program. */
const REFUSED_TYPES = /^(text\/html|application\/(xhtml\+xml|x-msdownload|x-sh|javascript|x-httpd-php)|text\/javascript|image\/svg\+xml)/;
const MAX_FILE_BYTES = 16 * 1024 * 1024;
const MAX_BODY_BYTES = 64 * 1024;
const LONGEST_WAIT_MS = 25_000;

export interface DoorParts {
  channels: ChannelStore;
  visits: Visits;
  chats: Chats;
  waiters: Waiters;
  gate: FloodGate;
  clock: Clock;
  publicUrl: string;
  hear(channel: Channel, visitor: Visitor, event: VisitorEvent): Promise<void>;
}

type Asked<Extra = object> = FastifyRequest<{ Params: { channelId: string } & Extra; Querystring: Record<string, string | undefined> }>;

/** `/webchat/:channelId/…`: the widget's door. Pages of other origins knock here; who they are says a token, never a cookie. */
export function webchatDoor(app: App, parts: DoorParts) {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string", bodyLimit: MAX_BODY_BYTES }, (_request, body, done) => {
    try {
      done(null, body === "" ? undefined : JSON.parse(String(body)));
    } catch {
      done(malformed());
    }
  });
  app.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: MAX_FILE_BYTES }, (_request, body, done) => done(null, body));
  // The headers of our own pages would keep the answers from the pages that asked.
  const open = { helmet: false as const };
  const perAddress = (max: number) => ({ ...open, config: { rateLimit: { max, timeWindow: 60_000 } } });

  app.addHook("onRequest", async (request, reply) => {
    if (!request.url.startsWith("/webchat/")) return;
    allowOrigin(request, reply);
    reply.header("cache-control", "no-store").header("content-security-policy", "default-src 'none'; sandbox");
  });
  app.options("/webchat/*", open, async (_request, reply) =>
    reply
      .header("access-control-allow-methods", "GET, POST, DELETE")
      .header("access-control-allow-headers", "authorization, content-type, x-file-name")
      .header("access-control-max-age", "86400")
      .code(204)
      .send(),
  );

  // A page with nothing but the chat, for people who set it up; only our own pages may show it inside.
  app.get("/webchat/:channelId/preview", perAddress(120), async (request: Asked, reply) => {
    const { id } = await channelOf(parts, request);
    return reply.header("content-security-policy", PREVIEW_POLICY).type("text/html; charset=utf-8").send(previewPage(id));
  });
  app.get("/webchat/:channelId/look", perAddress(600), async (request: Asked) => readLook(await channelOf(parts, request)));

  app.post("/webchat/:channelId/session", perAddress(240), async (request: Asked) => {
    const channel = await channelOf(parts, request);
    const asked = readOpening(request.body);
    const { visitor, token } = await parts.visits.open(channel, asked);
    await parts.chats.noteHere(channel.workspaceId, visitor.id, pageOf(parts, channel, asked.page));
    const chat = await parts.chats.read(channel.workspaceId, visitor.id, null);
    return { token, known: { name: visitor.name, email: visitor.email !== null }, ...chat };
  });
  app.delete("/webchat/:channelId/session", open, async (request: Asked, reply) => {
    const { channel } = await visitorOf(parts, request);
    await parts.visits.end(channel, tokenOf(request));
    return reply.code(204).send();
  });

  app.post("/webchat/:channelId/events", perAddress(3_000), async (request: Asked) => {
    const { channel, visitor } = await visitorOf(parts, request);
    const event = readEvent(request.body);
    await parts.chats.noteHere(channel.workspaceId, visitor.id, null);
    if (event.type === "here") return { ok: true };
    refuseFlood(parts, visitor);
    await parts.hear(channel, visitor, event);
    return { ok: true };
  });

  app.post("/webchat/:channelId/uploads", perAddress(120), async (request: Asked, reply) => {
    const { channel, visitor } = await visitorOf(parts, request);
    refuseFlood(parts, visitor);
    const mediaType = String(request.headers["content-type"] ?? "").split(";")[0] ?? "";
    if (!Buffer.isBuffer(request.body) || request.body.length === 0) throw malformed();
    if (REFUSED_TYPES.test(mediaType)) throw fileRefused();
    const name = fileNameOf(request.headers["x-file-name"]);
    return reply.code(201).send(await parts.chats.keepFile(channel, visitor.id, { bytes: request.body, mediaType, name }));
  });
  app.get("/webchat/:channelId/files/:token", perAddress(1_200), async (request: Asked<{ token: string }>, reply) => {
    const channel = await channelOf(parts, request);
    const file = await parts.chats.readFile(channel, request.params.token);
    if (file === null) throw notFound({ what: "file" });
    const shown = /^(image\/(?!svg)|audio\/|video\/)/.test(file.mediaType) ? "inline" : "attachment";
    return reply
      .header("cache-control", "private, max-age=86400")
      .header("content-disposition", `${shown}; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .type(file.mediaType)
      .send(file.bytes);
  });

  /** What is new after a line; with `news` it waits until there is something, for browsers without a socket. */
  app.get("/webchat/:channelId/lines", perAddress(3_000), async (request: Asked, reply: FastifyReply) => {
    const { channel, visitor } = await visitorOf(parts, request);
    const after = Number(request.query["after"] ?? 0);
    if (!Number.isSafeInteger(after)) throw malformed();
    const read = () => parts.chats.read(channel.workspaceId, visitor.id, after);
    const first = await read();
    const news = Number(request.query["news"] ?? Number.NaN);
    if (Number.isNaN(news) || first === null || first.state.news > news || first.lines.length > 0) return first;
    await new Promise<void>((resolve) => {
      const end = parts.waiters.wait({ workspaceId: channel.workspaceId, personId: visitor.id, news: first.state.news }, goOn);
      const timer = setTimeout(goOn, LONGEST_WAIT_MS);
      reply.raw.once("close", goOn);
      function goOn() {
        clearTimeout(timer);
        end();
        resolve();
      }
    });
    return read();
  });
}

/** The account of a page that may have it. @throws {AppError} */
export async function channelOf({ channels, publicUrl }: DoorParts, request: Pick<Asked, "params" | "headers">): Promise<Channel> {
  const { channelId } = request.params;
  const channel = isId(channelId) ? await channels.findForWebhook(channelId) : null;
  if (channel === null || channel.kind !== webchat.kind) throw notFound({ what: "chat" });
  const { origin } = request.headers;
  if (!mayStandOn(channel, origin, publicUrl)) throw domainRefused({ domain: origin ?? "" });
  return channel;
}

async function visitorOf(parts: DoorParts, request: Asked): Promise<{ channel: Channel; visitor: Visitor }> {
  const channel = await channelOf(parts, request);
  const visitor = await parts.visits.find(channel, tokenOf(request));
  if (visitor === null) throw chatEnded();
  return { channel, visitor };
}

const tokenOf = ({ headers }: FastifyRequest): string => /^Bearer (\S{1,200})$/.exec(headers.authorization ?? "")?.[1] ?? "";

function refuseFlood({ gate }: DoorParts, visitor: Visitor): void {
  const wait = gate.take(visitor.id);
  if (wait > 0) throw tooManyRequests({ retryAfterSeconds: wait });
}

function readEvent(body: unknown): VisitorEvent {
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw malformed();
  const event = body as Record<string, unknown>; // an object, as was just seen
  const { id, type = "unknown" } = event;
  if (typeof type !== "string" || type.length > 40 || (id !== undefined && (typeof id !== "string" || id.length > 64))) throw malformed();
  return { ...event, type, ...(id === undefined ? {} : { id }) };
}

function readOpening(body: unknown) {
  const given = readEvent(body);
  const text = (value: unknown, most: number) => (typeof value === "string" && value !== "" ? value.slice(0, most) : undefined);
  return {
    token: text(given["token"], 200),
    resume: text(given["resume"], 200),
    name: text(given["name"], 120),
    email: emailOf(given["email"]),
    language: text(given["language"], 10),
    page: text(given["page"], 500),
    identity: readIdentity(given["identity"]),
  };
}

function readIdentity(given: unknown): Identity | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  const { userId, signature, expires, name, email } = given as Record<string, unknown>; // an object, as was just seen
  if (typeof userId !== "string" || userId === "" || userId.length > 200 || typeof signature !== "string") throw malformed();
  return {
    userId,
    signature,
    expires: typeof expires === "number" ? expires : undefined,
    name: typeof name === "string" ? name.slice(0, 120) : undefined,
    email: emailOf(email),
  };
}

const emailOf = (given: unknown): string | undefined =>
  typeof given === "string" && /^[^\s@<>"]{1,64}@[^\s@<>"]{1,180}\.[a-z]{2,}$/i.test(given) ? given : undefined;

/** A mail leads back to a page of ours or theirs, to no other. */
function pageOf({ publicUrl }: DoorParts, channel: Channel, page: string | undefined): string | null {
  if (page === undefined || !/^https?:\/\//.test(page) || !URL.canParse(page)) return null;
  const url = new URL(page);
  return mayStandOn(channel, url.origin, publicUrl) ? url.origin + url.pathname : null;
}

function fileNameOf(header: string | string[] | undefined): string {
  try {
    const name = decodeURIComponent(String(header ?? "file"));
    return name.replace(/[/\\\p{Cc}]/gu, "_").slice(0, 200) || "file";
  } catch {
    return "file";
  }
}
