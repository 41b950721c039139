import createClient from "openapi-fetch";
import { attentionHeaders } from "./attention.ts";
import { hereHeaders } from "./here.ts";
import type { components, paths } from "./schema.generated.ts";

export type Message = components["schemas"]["Message"];
export type Conversation = components["schemas"]["Conversation"];
export type Attachment = Message["attachments"][number];
export type Outbound = paths["/api/v1/conversations/{conversationId}/messages"]["post"]["requestBody"]["content"]["application/json"];
export type Me = paths["/api/v1/me"]["get"]["responses"][200]["content"]["application/json"];
export type Contact = paths["/api/v1/contacts/{contactId}"]["get"]["responses"][200]["content"]["application/json"];
export type Channel = paths["/api/v1/channels/{channelId}"]["get"]["responses"][200]["content"]["application/json"];
export type ChannelKind = paths["/api/v1/channel-kinds"]["get"]["responses"][200]["content"]["application/json"]["items"][number];
export type Template =
  paths["/api/v1/channels/{channelId}/templates"]["get"]["responses"][200]["content"]["application/json"]["items"][number];
export type Step =
  paths["/api/v1/conversations/{conversationId}/journey"]["get"]["responses"][200]["content"]["application/json"]["items"][number];

/** The server's answer to a request that it did not carry out; `code` is stable and has a text in the catalogue. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly facts: Record<string, unknown>;
  constructor(status: number, code: string, detail: string, facts: Record<string, unknown>) {
    super(detail);
    this.status = status;
    this.code = code;
    this.facts = facts;
  }
}

/** Nothing was heard of the server: the network or the program is away. */
export class OfflineError extends Error {}

const doubters = new Set<() => void>();

/** Calls `doubt` whenever a request did not reach the server. @returns how to stop */
export function onUnreachable(doubt: () => void) {
  doubters.add(doubt);
  return () => void doubters.delete(doubt);
}

function unreachable(words: string): OfflineError {
  for (const doubt of doubters) doubt();
  return new OfflineError(words);
}

const client = createClient<paths>({ credentials: "same-origin" });

client.use({
  onRequest({ request }) {
    for (const [name, value] of Object.entries({ ...attentionHeaders(), ...hereHeaders() })) request.headers.set(name, value);
  },
  onError: () => unreachable("the server cannot be reached"),
  async onResponse({ response }) {
    if (response.ok) return;
    const problem = (await response
      .clone()
      .json()
      .catch(() => ({}))) as Partial<components["schemas"]["Problem"]>;
    if (response.status >= 502 && problem.code === undefined) throw unreachable(`HTTP ${response.status}`);
    throw new ApiError(response.status, problem.code ?? "platform.internal", problem.detail ?? "", problem.facts ?? {});
  },
});

export const api = client;

/** The data of an answer: failures were thrown before it got here. */
export async function unwrap<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}

export const fileUrl = (attachment: Pick<Attachment, "id">, variant: "original" | "thumbnail" = "original") =>
  `/api/v1/attachments/${attachment.id}/content${variant === "thumbnail" ? "?variant=thumbnail" : ""}`;

/** A voice in Ogg Opus as a sound that every browser plays. */
export const wavUrl = ({ id }: Pick<Attachment, "id">) => `/api/v1/attachments/${id}/sound`;

/** @param page from 1 */
export const pageUrl = ({ id }: Pick<Attachment, "id">, page: number) => `/api/v1/attachments/${id}/pages/${page}`;

/** @param onProgress share that has left, 0 to 1. */
export function uploadFile(
  file: Blob,
  name: string,
  voice: boolean,
  onProgress: (share: number) => void,
): Promise<{ id: string; kind: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch tells nothing of the progress of an upload
    request.open("POST", `/api/v1/uploads${voice ? "?voice=true" : ""}`);
    for (const [name, value] of Object.entries(hereHeaders())) request.setRequestHeader(name, value);
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onerror = () => reject(unreachable("the upload broke"));
    request.onload = () => {
      const body = (request.response ?? {}) as { id: string; kind: string; code?: string; detail?: string };
      if (request.status === 201) resolve(body);
      else reject(new ApiError(request.status, body.code ?? "platform.internal", body.detail ?? "", {}));
    };
    const form = new FormData();
    form.set("file", file, name);
    request.send(form);
  });
}
