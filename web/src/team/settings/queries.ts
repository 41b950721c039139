import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client.ts";
import type { paths } from "../../api/schema.generated.ts";

export type Member = paths["/api/v1/members"]["get"]["responses"][200]["content"]["application/json"]["items"][number];
export type Role = Member["role"];
export type RoleList = paths["/api/v1/roles"]["get"]["responses"][200]["content"]["application/json"];
export type OwnRole = RoleList["items"][number];
export type BuiltInRole = RoleList["builtIn"][number];
/** What a role of the company's own can start from. */
export type Base = OwnRole["base"];
export type Sees = NonNullable<Member["sees"]>;
export type Invitation = paths["/api/v1/invitations"]["get"]["responses"][200]["content"]["application/json"]["items"][number];
export type NewInvitation = paths["/api/v1/invitations"]["post"]["requestBody"]["content"]["application/json"];
export type ApiKey = paths["/api/v1/api-keys"]["get"]["responses"][200]["content"]["application/json"]["items"][number];
export type Scope = paths["/api/v1/api-keys"]["post"]["requestBody"]["content"]["application/json"]["scopes"][number];
export type LoginSession = paths["/api/v1/me/sessions"]["get"]["responses"][200]["content"]["application/json"]["items"][number];
export type AuditEntry = paths["/api/v1/audit-log"]["get"]["responses"][200]["content"]["application/json"]["items"][number];
type AuditQuery = NonNullable<paths["/api/v1/audit-log"]["get"]["parameters"]["query"]>;
/** What the log is narrowed to. */
export type AuditNarrowing = Omit<AuditQuery, "limit" | "cursor">;

/** Second factors, and when each was last seen. */
export const memberLogins = queryOptions({
  queryKey: ["members", "logins"],
  queryFn: () => unwrap(api.GET("/api/v1/members/logins")),
});

/** The company's own roles, the built-in ones, and every right there is. */
export const rolesQuery = queryOptions({ queryKey: ["roles"], queryFn: () => unwrap(api.GET("/api/v1/roles")) });

export const openInvitations = queryOptions({
  queryKey: ["invitations"],
  queryFn: () => unwrap(api.GET("/api/v1/invitations")),
});

export const agentsSee = queryOptions({
  queryKey: ["agents-see"],
  queryFn: () => unwrap(api.GET("/api/v1/workspace/agents-see")),
});

export const keyList = queryOptions({ queryKey: ["api-keys"], queryFn: () => unwrap(api.GET("/api/v1/api-keys")) });

export const ownSessions = queryOptions({ queryKey: ["me", "sessions"], queryFn: () => unwrap(api.GET("/api/v1/me/sessions")) });

export const ownSecondFactor = queryOptions({
  queryKey: ["me", "second-factor"],
  queryFn: () => unwrap(api.GET("/api/v1/me/two-factor")),
});

export const ownSignOn = queryOptions({
  queryKey: ["me", "sign-on"],
  queryFn: () => unwrap(api.GET("/api/v1/me/single-sign-on")),
});

export const signOnProvider = queryOptions({
  queryKey: ["sign-on", "provider"],
  queryFn: () => unwrap(api.GET("/api/v1/workspace/single-sign-on")),
});

export const secondFactorRule = queryOptions({
  queryKey: ["access", "second-factor"],
  queryFn: () => unwrap(api.GET("/api/v1/workspace/second-factor")),
});

export const sessionRule = queryOptions({
  queryKey: ["access", "sessions"],
  queryFn: () => unwrap(api.GET("/api/v1/workspace/session-rule")),
});

export const addressRule = queryOptions({
  queryKey: ["access", "addresses"],
  queryFn: () => unwrap(api.GET("/api/v1/workspace/address-rule")),
});

/** The log, newest first, page by page. */
export const auditLog = (narrowing: AuditNarrowing) =>
  infiniteQueryOptions({
    queryKey: ["audit-log", narrowing],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/audit-log", {
          params: { query: { ...narrowing, limit: 50, ...(pageParam === "" ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const auditActions = queryOptions({
  queryKey: ["audit-log", "actions"],
  queryFn: () => unwrap(api.GET("/api/v1/audit-log/actions")),
});
