import { invalidRequest } from "../../platform/index.ts";
import type { DocumentInput } from "./keep-document.ts";

/** What a request says of a document. */
type Given = Pick<DocumentInput, "kind" | "title" | "body"> &
  Partial<{
    [Key in "questions" | "language" | "audience" | "persona" | "externalId" | "url" | "rereadDays"]: DocumentInput[Key] | undefined;
  }> & {
    expiresAt?: string | null | undefined;
  };

/** What was written, with what was not said: public, in Portuguese, for ever. @throws {AppError} platform.invalid_request */
export function inputOf(given: Given): DocumentInput {
  const { kind, title, body, questions = [], language = "pt-BR", audience = "public", persona = null } = given;
  ensureAudience(audience, persona);
  return {
    kind,
    title: title.trim().slice(0, 300),
    body,
    questions,
    language,
    audience,
    persona,
    externalId: given.externalId ?? null,
    url: given.url ?? null,
    expiresAt: given.expiresAt == null ? null : new Date(given.expiresAt),
    rereadDays: given.rereadDays ?? null,
  };
}

/** A persona is named with the audience of that name, and with no other. @throws {AppError} platform.invalid_request */
export function ensureAudience(audience: string | undefined, persona: string | null | undefined): void {
  if (audience === undefined && persona === undefined) return;
  if ((audience === "persona") !== (persona != null))
    throw invalidRequest({ problems: [{ path: "body.persona", problem: "is named with the audience persona, and with no other" }] });
}
