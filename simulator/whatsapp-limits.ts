import type { Account } from "./state.ts";

type Body = Record<string, unknown>;

/** What `/media` takes. @source Meta, Cloud API, "Supported media types". */
export const UPLOAD_TYPES = new Set([
  "audio/aac",
  "audio/mp4",
  "audio/mpeg",
  "audio/amr",
  "audio/ogg",
  "application/vnd.ms-powerpoint",
  "application/msword",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/pdf",
  "text/plain",
  "application/vnd.ms-excel",
  "image/jpeg",
  "image/png",
  "image/webp",
  "video/mp4",
  "video/3gpp",
]);

/** Of a template that the account has: its variables, the file above it and its buttons must all be given. */
export function checkTemplate(account: Account, body: Body): { code: number; text: string } | undefined {
  const content = body["template"] as Body | undefined;
  const code = (content?.["language"] as Body | undefined)?.["code"];
  const template = account.templates.find(({ name, language }) => name === content?.["name"] && language === code);
  if (body["type"] !== "template" || template === undefined) return undefined;
  const given = (content?.["components"] as Body[] | undefined) ?? [];
  for (const { type, text: words, format, buttons } of template.components as Body[]) {
    const parameters = (given.find((one) => one["type"] === String(type).toLowerCase())?.["parameters"] as Body[] | undefined) ?? [];
    const wanted = new Set(String(words ?? "").match(/\{\{\s*\w+\s*\}\}/g) ?? []).size;
    if (type === "HEADER" && format !== undefined && format !== "TEXT" && parameters[0]?.["type"] !== String(format).toLowerCase())
      return { code: 132012, text: "(#132012) Parameter format does not match format in the created template" };
    if ((type === "BODY" || (type === "HEADER" && wanted > 0)) && parameters.length !== wanted)
      return { code: 132000, text: "(#132000) Number of parameters does not match the expected number of params" };
    for (const [index, button] of ((buttons as Body[] | undefined) ?? []).entries()) {
      const asks = button["type"] === "COPY_CODE" || String(button["url"] ?? "").includes("{{");
      if (asks && !given.some((one) => one["type"] === "button" && String(one["index"]) === String(index)))
        return { code: 131008, text: "(#131008) Required parameter is missing" };
    }
  }
  return undefined;
}
