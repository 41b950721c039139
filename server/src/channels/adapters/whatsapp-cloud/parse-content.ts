import type { ContactCard, InboundContent, MediaKind, MediaRef } from "../../../../../content/content.ts";
import { asNumber, asRecord, asRecords, asText, compact, type Loose, storable } from "../tolerant.ts";

/** The content of a message or echo. A type that is unknown or broken is kept whole as `unsupported`. */
export function parseContent(message: Loose): InboundContent {
  const type = asText(message["type"]) ?? "missing type";
  const body = asRecord(message[type]);
  return parseKnown(type, body, message) ?? unsupported(type, message);
}

function parseKnown(type: string, body: Loose, message: Loose): InboundContent | undefined {
  switch (type) {
    case "text": {
      const text = asText(body["body"]);
      return text === undefined ? undefined : { kind: "text", text };
    }
    case "image":
    case "video":
    case "document":
    case "sticker":
      return parseMedia(type, body);
    case "audio":
      return parseMedia(body["voice"] === true ? "voice" : "audio", body);
    case "location":
      return parseLocation(body);
    case "contacts":
      return {
        kind: "contacts",
        contacts: asRecords(message["contacts"]).map(parseCard),
        ...compact({ origin: asText(message["origin"]) }),
      };
    case "button": {
      const text = asText(body["text"]);
      return text === undefined ? undefined : { kind: "choice", text, id: asText(body["payload"]) ?? text };
    }
    case "interactive":
      return parseInteractive(body);
    case "order":
      return parseOrder(body);
    case "request_welcome":
      return { kind: "event", event: "chat_opened" };
    case "system":
      return { kind: "event", event: asText(body["type"]) ?? "system", detail: compact({ text: asText(body["body"]) }) };
    default:
      return undefined;
  }
}

function unsupported(type: string, message: Loose): InboundContent {
  const label = asText(asRecord(message["unsupported"])["type"]) ?? (type === "unsupported" || type === "unknown" ? "unknown" : type);
  const error = asRecord(asRecords(message["errors"])[0]);
  const detail = asText(asRecord(error["error_data"])["details"]) ?? asText(error["title"]);
  return { kind: "unsupported", label: label.slice(0, 80), raw: storable(message), ...compact({ detail }) };
}

function parseMedia(kind: MediaKind, body: Loose): InboundContent | undefined {
  const providerMediaId = asText(body["id"]);
  if (providerMediaId === undefined) return undefined;
  const media: MediaRef = {
    providerMediaId,
    ...compact({
      declaredType: asText(body["mime_type"]),
      declaredHash: hexHash(asText(body["sha256"])),
      fileName: asText(body["filename"]),
    }),
  };
  return { kind, media, ...compact({ text: asText(body["caption"]) }) };
}

/** Webhooks give the SHA-256 in base64, the media address in hex: both become hex. */
export function hexHash(hash: string | undefined): string | undefined {
  if (hash === undefined) return undefined;
  if (/^[0-9a-f]{64}$/i.test(hash)) return hash.toLowerCase();
  const bytes = Buffer.from(hash, "base64");
  return bytes.length === 32 ? bytes.toString("hex") : undefined;
}

function parseLocation(body: Loose): InboundContent | undefined {
  const [latitude, longitude] = [asNumber(body["latitude"]), asNumber(body["longitude"])];
  if (latitude === undefined || longitude === undefined || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined;
  return {
    kind: "location",
    latitude,
    longitude,
    ...compact({ name: asText(body["name"]), address: asText(body["address"]), url: asText(body["url"]) }),
  };
}

function parseCard(card: Loose): ContactCard {
  const name = asRecord(card["name"]);
  return {
    name: asText(name["formatted_name"]) ?? asText(name["first_name"]) ?? nameFromVcard(asText(card["vcard"])) ?? "",
    phones: asRecords(card["phones"]).flatMap((one) => {
      const phone = asText(one["phone"]) ?? asText(one["wa_id"]);
      return phone === undefined ? [] : [{ phone, ...compact({ type: asText(one["type"]) }) }];
    }),
    emails: asRecords(card["emails"]).flatMap((one) => {
      const email = asText(one["email"]);
      return email === undefined ? [] : [{ email, ...compact({ type: asText(one["type"]) }) }];
    }),
    ...compact({ organization: asText(asRecord(card["org"])["company"]) }),
  };
}

const nameFromVcard = (vcard: string | undefined) => /^FN(?:;[^:]*)?:(.+)$/m.exec(vcard ?? "")?.[1]?.trim();

function parseInteractive(body: Loose): InboundContent | undefined {
  const tapped = asRecord(body["button_reply"] ?? body["list_reply"]);
  const [id, title] = [asText(tapped["id"]), asText(tapped["title"])];
  if (title !== undefined || id !== undefined) {
    return { kind: "choice", text: title ?? id ?? "", id: id ?? title ?? "", ...compact({ description: asText(tapped["description"]) }) };
  }
  const form = body["nfm_reply"] === undefined ? undefined : asRecord(body["nfm_reply"]);
  if (form === undefined) return undefined;
  return {
    kind: "form_reply",
    name: asText(form["name"]) ?? "form",
    fields: parseFields(asText(form["response_json"])),
    ...compact({ text: asText(form["body"]) }),
  };
}

/** JSON inside JSON, written by somebody's form: whatever it is, it must not break the message. */
function parseFields(json: string | undefined): Loose {
  try {
    return asRecord(storable(JSON.parse(json ?? "{}")));
  } catch {
    return { unreadable: json?.slice(0, 2000) };
  }
}

function parseOrder(body: Loose): InboundContent {
  const items = asRecords(body["product_items"]).map((item) => ({
    productId: asText(item["product_retailer_id"]) ?? "",
    quantity: asNumber(item["quantity"]) ?? 0,
    price: asNumber(item["item_price"]) ?? 0,
    currency: asText(item["currency"]) ?? "",
  }));
  return { kind: "order", catalogId: asText(body["catalog_id"]) ?? "", items, ...compact({ text: asText(body["text"]) }) };
}
