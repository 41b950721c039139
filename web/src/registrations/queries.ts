import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";
import type { paths } from "../api/schema.generated.ts";
import type { RegistrationsSearch } from "./paths.ts";

type Get<Path extends keyof paths> = paths[Path] extends { get: { responses: { 200: { content: { "application/json": infer Body } } } } }
  ? Body
  : never;
export type Listed = Get<"/api/v1/registrations">["items"][number];
export type Registration = Get<"/api/v1/registrations/{registrationId}">;
export type RegistrationFile = Registration["files"][number];
export type RegistrationForm = Get<"/api/v1/registration-forms">["items"][number];

/** Time alone makes one late. */
const EVERY_MS = 60_000;

const narrowed = ({ formId, search }: RegistrationsSearch) => ({
  ...(formId === undefined ? {} : { formId }),
  ...(search === undefined || search === "" ? {} : { search }),
});

/** What waits by its deadline, the others newest first. */
export const registrationList = (asked: RegistrationsSearch) =>
  infiniteQueryOptions({
    queryKey: ["registrations", "list", asked.status, asked.formId, asked.search],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/registrations", {
          params: { query: { status: asked.status ?? "pending", ...narrowed(asked), ...(pageParam === "" ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: EVERY_MS,
  });

export const registrationCounts = (asked: RegistrationsSearch) =>
  queryOptions({
    queryKey: ["registrations", "counts", asked.formId, asked.search],
    queryFn: () => unwrap(api.GET("/api/v1/registrations/counts", { params: { query: narrowed(asked) } })),
  });

export const registrationQuery = (registrationId: string) =>
  queryOptions({
    queryKey: ["registrations", "one", registrationId],
    queryFn: () => unwrap(api.GET("/api/v1/registrations/{registrationId}", { params: { path: { registrationId } } })),
  });

/** Of a conversation, or of a contact. */
export const registrationsOf = (about: { conversationId: string } | { contactId: string }) =>
  queryOptions({
    queryKey: ["registrations", "of", about],
    queryFn: () => unwrap(api.GET("/api/v1/registrations", { params: { query: { ...about, limit: 20 } } })),
  });

export const formList = queryOptions({
  queryKey: ["registration-forms"],
  queryFn: () => unwrap(api.GET("/api/v1/registration-forms")),
});

/** What is known for a form, of a message or of the contact. */
export const knownValues = ({
  formId,
  conversationId,
  messageId,
}: {
  formId: string;
  conversationId: string;
  messageId: string | undefined;
}) =>
  queryOptions({
    queryKey: ["registration-forms", "known", formId, conversationId, messageId],
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/registration-forms/{formId}/known-values", {
          params: { path: { formId }, query: { conversationId, ...(messageId === undefined ? {} : { messageId }) } },
        }),
      ),
  });

/** The bytes as they were received, or the small picture. */
export const registrationFileUrl = (id: string, variant: "original" | "thumbnail" = "original") =>
  `/api/v1/registration-files/${id}/content${variant === "original" ? "" : "?variant=thumbnail"}`;

/** @param page from 1 */
export const registrationPageUrl = (id: string, page: number) => `/api/v1/registration-files/${id}/pages/${page}`;

/** What was given for a field; undefined where nothing was. */
export function givenFor({ values }: Pick<Registration, "values">, key: string): string | undefined {
  const value: unknown = values[key];
  return typeof value === "string" ? value : undefined;
}
