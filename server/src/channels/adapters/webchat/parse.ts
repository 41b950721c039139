import type { InboundContent, MediaKind } from "../../../../../content/content.ts";
import { accountingFor } from "../../receiving/account-for.ts";
import type { ChannelEvent, Sender } from "../adapter.ts";
import { note } from "../notice.ts";
import { asList, asNumber, asRecord, asText, compact, type Loose, storable } from "../tolerant.ts";

/** What the door has stored: the visitor as the door knows them, and one thing that they did. Times are ours: a visitor's clock is believed nowhere. */
export const parseVisit = accountingFor(parseBody, { ignored: new Set(["form"]), containers: new Set() });

const MEDIA_KINDS: readonly string[] = ["image", "video", "audio", "voice", "document"] satisfies MediaKind[];

function parseBody(body: unknown): ChannelEvent[] {
  const { visitor: given, event: happened } = asRecord(body);
  const visitor = asRecord(given);
  const event = asRecord(happened);
  const contact = readSender(visitor);
  const type = asText(event["type"]) ?? "empty";
  const id = asText(event["id"]);
  if (type === "delivered" || type === "read") {
    return asList(event["lines"]).flatMap((line): ChannelEvent[] => {
      const providerMessageId = asText(line);
      return providerMessageId === undefined
        ? []
        : [{ type: "status", account: null, at: null, providerMessageId, callbackData: providerMessageId, status: type }];
    });
  }
  const content = readContent(type, event);
  if (contact === null || id === undefined || content === null) return [note(`unknown_event:${type}`, asRecord(storable(body)))];
  const replyTo = asText(event["of"]);
  return [
    {
      type: "message",
      account: null,
      at: null,
      providerMessageId: `${asText(visitor["id"])}:${id}`,
      direction: "in",
      contact,
      content,
      ...compact({ replyTo }),
    },
  ];
}

/** A visitor has no number: what is shown of a stranger is a word with the end of their id, until they give a name. */
function readSender(visitor: Loose): Sender | null {
  const id = asText(visitor["id"]);
  if (id === undefined) return null;
  return {
    keys: [{ kind: "webchat_visitor", value: id, address: id }],
    nameIfNew: `Visitante ${id.slice(-4)}`,
    ...compact({ profileName: asText(visitor["name"]) }),
  };
}

function readContent(type: string, event: Loose): InboundContent | null {
  const text = asText(event["text"]);
  if (type === "text") return text === undefined ? null : { kind: "text", text };
  if (type === "choice") {
    const choice = asText(event["choice"]);
    return choice === undefined ? null : { kind: "choice", id: choice, text: text ?? choice };
  }
  if (type === "form") return { kind: "form_reply", name: asText(event["name"]) ?? "form", fields: asRecord(event["form"]) };
  if (type === "location") {
    const [latitude, longitude] = [asNumber(event["latitude"]), asNumber(event["longitude"])];
    return latitude === undefined || longitude === undefined ? null : { kind: "location", latitude, longitude };
  }
  const providerMediaId = asText(event["file"]);
  if (!MEDIA_KINDS.includes(type) || providerMediaId === undefined) return null;
  const media = { providerMediaId, ...compact({ declaredType: asText(event["mediaType"]), fileName: asText(event["fileName"]) }) };
  return { kind: type as MediaKind, media, ...compact({ text }) }; // it stands in the list
}
