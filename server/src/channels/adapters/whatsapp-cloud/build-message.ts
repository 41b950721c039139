import type { ContactCard, OutboundContent, TemplateParameter } from "../../../../../content/content.ts";
import type { IdentityKey, OutboundMessage } from "../adapter.ts";
import { compact } from "../tolerant.ts";

/** The id of an uploaded file, for the attachment of ours that it came from. */
export type UploadedMedia = (attachmentId: string) => { id: string; kind: string; fileName: string };

/** The body of `POST /{phone_number_id}/messages`. @source Meta, Cloud API, messages reference. */
export function buildMessage(message: OutboundMessage, uploaded: UploadedMedia): Record<string, unknown> {
  const { content, recipient, targetProviderId } = message;
  const quoted = content.kind !== "reaction" && targetProviderId !== undefined ? { context: { message_id: targetProviderId } } : {};
  return {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    ...buildRecipient(recipient),
    ...buildContent(content, uploaded, targetProviderId),
    ...quoted,
    biz_opaque_callback_data: message.id,
  };
}

/** A user id goes into `recipient`: in `to` it would be taken for a phone. */
function buildRecipient({ kind, value, address }: IdentityKey) {
  if (kind !== "phone") return { recipient: value };
  return { to: `+${address.replace(/\D/g, "")}` };
}

function buildContent(content: OutboundContent, uploaded: UploadedMedia, target: string | undefined): Record<string, unknown> {
  switch (content.kind) {
    case "text":
      return { type: "text", text: { body: content.text, preview_url: content.previewUrl ?? true } };
    case "image":
    case "video":
      return { type: content.kind, [content.kind]: compact({ id: uploaded(content.attachmentId).id, caption: content.text }) };
    case "document": {
      const { id, fileName } = uploaded(content.attachmentId);
      return { type: "document", document: compact({ id, filename: fileName, caption: content.text }) };
    }
    case "audio":
      return { type: "audio", audio: { id: uploaded(content.attachmentId).id } };
    case "voice":
      return { type: "audio", audio: { id: uploaded(content.attachmentId).id, voice: true } };
    case "sticker":
      return { type: "sticker", sticker: { id: uploaded(content.attachmentId).id } };
    case "location": {
      const { latitude, longitude, name, address } = content;
      return { type: "location", location: compact({ latitude, longitude, name, address }) };
    }
    case "contacts":
      return { type: "contacts", contacts: content.contacts.map(buildCard) };
    case "reaction":
      return { type: "reaction", reaction: { message_id: target, emoji: content.emoji } };
    case "template":
      return { type: "template", template: buildTemplate(content, uploaded) };
    default:
      return { type: "interactive", interactive: buildInteractive(content) };
  }
}

function buildCard({ name, phones, emails, organization }: ContactCard) {
  return {
    name: { formatted_name: name, first_name: name.split(" ")[0] ?? name },
    phones: phones.map(({ phone, type }) => compact({ phone, type })),
    emails: emails.map(({ email, type }) => compact({ email, type })),
    ...(organization === undefined ? {} : { org: { company: organization } }),
  };
}

type Interactive = Extract<OutboundContent, { kind: "buttons" | "list" | "link_button" | "location_request" | "contact_request" | "flow" }>;

function buildInteractive(content: Interactive): Record<string, unknown> {
  const frame = {
    ...("header" in content && content.header !== undefined ? { header: { type: "text", text: content.header } } : {}),
    body: { text: content.text },
    ...("footer" in content && content.footer !== undefined ? { footer: { text: content.footer } } : {}),
  };
  switch (content.kind) {
    case "buttons":
      return { type: "button", ...frame, action: { buttons: content.buttons.map((reply) => ({ type: "reply", reply })) } };
    case "list":
      return { type: "list", ...frame, action: { button: content.button, sections: content.sections.map((section) => compact(section)) } };
    case "link_button":
      return { type: "cta_url", ...frame, action: { name: "cta_url", parameters: { display_text: content.label, url: content.url } } };
    case "location_request":
      return { type: "location_request_message", ...frame, action: { name: "send_location" } };
    case "contact_request":
      return { type: "request_contact_info", ...frame, action: { name: "request_contact_info" } };
    case "flow": {
      const payload = content.screen === undefined ? undefined : compact({ screen: content.screen, data: content.data });
      const parameters = compact({
        flow_message_version: "3",
        flow_id: content.flowId,
        flow_cta: content.label,
        flow_token: content.token,
        flow_action: payload === undefined ? undefined : "navigate",
        flow_action_payload: payload,
      });
      return { type: "flow", ...frame, action: { name: "flow", parameters } };
    }
  }
}

function buildTemplate(content: Extract<OutboundContent, { kind: "template" }>, uploaded: UploadedMedia) {
  const components = [
    ...section("header", content.header, uploaded),
    ...section("body", content.body, uploaded),
    ...(content.buttons ?? []).map(({ index, kind, value }) => ({
      type: "button",
      sub_type: kind,
      index: String(index),
      parameters: [buttonParameter(kind, value)],
    })),
  ];
  return { name: content.name, language: { code: content.language }, ...(components.length === 0 ? {} : { components }) };
}

function section(type: "header" | "body", parameters: TemplateParameter[] | undefined, uploaded: UploadedMedia) {
  if (parameters === undefined || parameters.length === 0) return [];
  return [
    {
      type,
      parameters: parameters.map((parameter) => {
        if ("text" in parameter)
          return { type: "text", ...(parameter.name === undefined ? {} : { parameter_name: parameter.name }), text: parameter.text };
        const { id, kind } = uploaded(parameter.attachmentId);
        return { type: kind, [kind]: { id } };
      }),
    },
  ];
}

function buttonParameter(kind: "quick_reply" | "url" | "copy_code", value: string) {
  if (kind === "quick_reply") return { type: "payload", payload: value };
  return kind === "url" ? { type: "text", text: value } : { type: "coupon_code", coupon_code: value };
}
