import type { Account } from "../state.ts";

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

/** What the person reads. Templates are filled in, so that the phone shows what the person reads. */
export function readable(account: Account, type: string, body: Body): Body {
  const content = body[type] as Body;
  if (type !== "template") return content;
  const template = account.templates.find(
    ({ name, language }) => name === content["name"] && language === (content["language"] as Body)["code"],
  );
  const components = (content["components"] as Body[] | undefined) ?? [];
  const parameters = (components.find((component) => component["type"] === "body")?.["parameters"] as Body[] | undefined) ?? [];
  const pattern = text(template?.components.find((component) => component["type"] === "BODY")?.["text"]) ?? String(content["name"]);
  const filled = pattern.replaceAll(
    /\{\{(\w+)\}\}/g,
    (place, name: string) =>
      text((parameters.find((one) => one["parameter_name"] === name) ?? parameters[Number(name) - 1])?.["text"]) ?? place,
  );
  const buttons = (template?.components.find((component) => component["type"] === "BUTTONS")?.["buttons"] as Body[] | undefined) ?? [];
  return { text: filled, buttons: buttons.map((button) => button["text"]) };
}

/** The limits that a client must have checked before. */
export function check(body: Body): { code: number; text: string } | undefined {
  const type = text(body["type"]);
  if (type === undefined || body["messaging_product"] !== "whatsapp")
    return { code: 100, text: "(#100) The parameter messaging_product is required" };
  if (body["to"] === undefined && body["recipient"] === undefined) return { code: 131008, text: "(#131008) Required parameter is missing" };
  const content = body[type] as Body | undefined;
  if (content === undefined) return { code: 131009, text: `(#131009) Parameter value is not valid: ${type}` };
  if (type === "text" && [...String(content["body"])].length > 4096)
    return { code: 100, text: "(#100) Param text['body'] must be at most 4096 characters long" };
  return undefined;
}

/** A text that is there. */
export const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
