import { type Actor, type Clock, type Config, type Database, defineError, hashToken } from "../platform/index.ts";
import { addressNotAllowed, createRefusalLog, isWithin, rangesOf } from "./access-rules/addresses.ts";
import { LACKS_SECOND_FACTOR } from "./access-rules/second-factor.ts";
import { sessionEnd } from "./access-rules/sessions.ts";
import { type End, endSession } from "./access-rules/watch-access-rules.ts";
import type { Asker } from "./asker.ts";
import { withinHolder } from "./find-actor.ts";
import type { Login } from "./login.ts";
import { IN_USE_FIRST } from "./own-workspaces.ts";
import type { Rights } from "./rights.ts";
import { SIGHT, type SightRow, sightOf } from "./sight.ts";

const notSignedIn = defineError("team.not_signed_in", 401, "Sign in, or send a valid API key as a bearer token.");
const keyRejected = defineError("team.key_rejected", 401, "This API key does not exist, has expired or was revoked.");
const sessionEnded = defineError("team.session_ended", 401, "This login has lasted as long as the workspace allows. Sign in again.");
const noMembership = defineError("team.no_membership", 403, "This login belongs to no workspace. Ask an administrator for an invitation.");
const wrongOrigin = defineError("team.wrong_origin", 403, "The request came from another site's page and was not carried out.");
const otherWorkspace = defineError(
  "team.other_workspace",
  409,
  "This login has gone into another workspace since the page was opened. Nothing was done; load the page again.",
);
const secondFactorRequired = defineError(
  "team.second_factor_required",
  403,
  "Your role needs a second factor here. Set it up; until then nothing else can be done.",
);

interface Options {
  config: Config;
  clock: Clock;
  db: Database;
  login: Login;
  rights: Pick<Rights, "heldBy">;
}

/** Finds out who asks; throws the error that the caller shall see when it is nobody we know. */
export type Authenticate = (asker: Asker, options?: AuthenticateOptions) => Promise<{ workspaceId: string; actor: Actor }>;

interface AuthenticateOptions {
  /** Also who lacks what the workspace asks for: a second factor, or to come from one of its addresses. */
  beforeRules?: boolean;
}

/** Who asks, from the session cookie or the bearer key alone; nothing in path, query or body is believed. */
export function createAuthenticate({ config, clock, db, login, rights }: Options) {
  const noteRefusal = createRefusalLog({ db, clock });

  /** @param ranges from where this workspace may be entered; null: from everywhere */
  async function ensureAddress(
    ranges: string[] | null,
    address: string,
    who: { workspaceId: string; kind: "member" | "api_key"; id: string },
  ) {
    if (ranges === null || config.ignoresAddressRules || isWithin(ranges, address)) return;
    await noteRefusal({ ...who, address });
    throw addressNotAllowed({ address });
  }

  return async function authenticate(
    request: Asker,
    { beforeRules = false }: AuthenticateOptions = {},
  ): Promise<{ workspaceId: string; actor: Actor }> {
    const { authorization } = request.headers;
    if (authorization !== undefined) return byKey(authorization, request.ip);
    ensureSameOrigin(request, config);
    const found = await (await login.api()).getSession({ headers: login.headersOf(request) });
    if (found === null) throw notSignedIn();
    return byMembership({ ...found.session, boundTo: found.session.boundTo ?? null }, found.user.id, {
      beforeRules,
      isAttended: request.headers["x-prosa-unattended"] !== "1",
      expected: request.headers["x-prosa-workspace"],
      address: request.ip,
    });
  };

  async function byKey(authorization: string, address: string) {
    const token = /^Bearer (prosa_[A-Za-z0-9_-]{43})$/.exec(authorization)?.[1];
    if (token === undefined) throw keyRejected();
    const rows = await db.systemStatement<KeyRow>(
      "team.find_key",
      `update api_keys k set last_used_at = case when last_used_at is null or last_used_at < $2::timestamptz - interval '1 minute' then $2 else last_used_at end
       from members m
       where (k.token_hash = $1 or k.former_hash = $1 and k.former_until > $2) and k.revoked_at is null and (k.expires_at is null or k.expires_at > $2)
         and m.workspace_id = k.workspace_id and m.id = k.created_by and m.removed_at is null
       returning k.id, k.workspace_id as "workspaceId", k.name, k.scopes, ${SIGHT}, ${rangesOf("key_ranges")} as ranges`,
      [hashToken("api-key", token), clock.now()],
    );
    const key = rows[0];
    if (key === undefined) throw keyRejected();
    await ensureAddress(key.ranges, address, { workspaceId: key.workspaceId, kind: "api_key", id: key.id });
    const actor: Actor = {
      kind: "api_key",
      id: key.id,
      name: key.name,
      capabilities: withinHolder(rights, key),
      sight: sightOf(key),
      madeById: key.memberId,
    };
    return { workspaceId: key.workspaceId, actor };
  }

  async function byMembership(
    session: { id: string; token: string; boundTo: string | null },
    userId: string,
    { beforeRules, isAttended, address, expected }: Coming,
  ) {
    const rows = await db.systemStatement<MemberRow>(
      "team.find_member",
      `select m.workspace_id as "workspaceId", m.name, ${SIGHT}, $3::uuid is null and ${LACKS_SECOND_FACTOR} as "lacksSecondFactor",
         ${rangesOf("member_ranges")} as ranges, ${sessionEnd("$4::timestamptz")} as "end", coalesce(s.used_at < $4::timestamptz - interval '1 minute', true) as "isUseDue"
       from members m left join auth_sessions s on s.id = $2
       where m.user_id = $1 and m.removed_at is null and ($3::uuid is null or m.workspace_id = $3)
       order by ${IN_USE_FIRST} limit 1`,
      [userId, session.id, session.boundTo, clock.now()],
    );
    const member = rows[0];
    if (member === undefined) throw noMembership();
    if (expected !== undefined && expected !== member.workspaceId) throw otherWorkspace();
    if (member.end !== null) {
      await endSession({ db, clock }, { id: session.id, userId, why: member.end });
      throw sessionEnded();
    }
    if (!beforeRules) await ensureAddress(member.ranges, address, { workspaceId: member.workspaceId, kind: "member", id: member.memberId });
    if (isAttended && member.isUseDue) await noteUse(session.id);
    if (member.lacksSecondFactor && !beforeRules) throw secondFactorRequired();
    const actor: Actor = {
      kind: "member",
      id: member.memberId,
      name: member.name,
      capabilities: rights.heldBy(member),
      sight: sightOf(member),
      login: { sessionId: session.id, sessionToken: session.token, userId, boundTo: session.boundTo },
    };
    return { workspaceId: member.workspaceId, actor };
  }

  async function noteUse(sessionId: string): Promise<void> {
    await db.systemStatement("team.note_use", "update auth_sessions set used_at = $2 where id = $1", [sessionId, clock.now()]);
  }
}

/** How a person comes. */
interface Coming {
  beforeRules: boolean;
  /** On behalf of a person who is there. */
  isAttended: boolean;
  address: string;
  /** The workspace that the page was opened in; it only refuses, and never chooses. */
  expected: string | string[] | undefined;
}

interface MemberRow extends SightRow {
  workspaceId: string;
  name: string;
  lacksSecondFactor: boolean;
  end: End | null;
  /** To the minute is exact enough. */
  isUseDue: boolean;
  ranges: string[] | null;
}

interface KeyRow extends SightRow {
  id: string;
  workspaceId: string;
  name: string;
  scopes: string[];
  ranges: string[] | null;
}

/** State changes with a cookie come from our own pages only; browsers always say where they come from. */
export function ensureSameOrigin(request: Asker, config: Config): void {
  const { origin } = request.headers;
  const upgrade = request.headers.upgrade !== undefined;
  if (!upgrade && (request.method === "GET" || request.method === "HEAD")) return;
  if (origin === undefined || !URL.canParse(origin)) throw wrongOrigin();
  if (!isOwnOrigin(new URL(origin), config)) throw wrongOrigin();
}

/** What a request calls itself (`Host`) is not believed. On this machine the program has three names. */
function isOwnOrigin({ origin, protocol, hostname, port }: URL, { publicUrl }: Config): boolean {
  const own = new URL(publicUrl);
  if (origin === own.origin) return true;
  return LOOPBACK.includes(own.hostname) && LOOPBACK.includes(hostname) && port === own.port && protocol === own.protocol;
}

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];
