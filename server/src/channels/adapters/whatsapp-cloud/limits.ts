import type { Capabilities } from "../../../../../content/capabilities.ts";
import type { ContentProblem } from "../../../../../content/check-content.ts";
import type { ListSection, MediaKind, OutboundContent } from "../../../../../content/content.ts";

const MB = 1024 * 1024;

/** Largest file WhatsApp takes from us, in bytes. @source Meta, Cloud API, "Supported media types". */
export const MAX_UPLOAD_BYTES: Record<MediaKind, number> = {
  image: 5 * MB,
  video: 16 * MB,
  audio: 16 * MB,
  voice: 16 * MB,
  document: 100 * MB,
  sticker: 500 * 1024,
};

/** Types that each kind may have; documents take everything. */
export const MEDIA_TYPES: Partial<Record<MediaKind, RegExp>> = {
  image: /^image\/(jpeg|png)$/,
  video: /^video\/(mp4|3gpp)$/,
  audio: /^audio\/(aac|amr|mpeg|mp4|x-m4a|ogg|opus)/,
  voice: /^audio\/ogg/,
  sticker: /^image\/webp$/,
};

const media = (kind: MediaKind, captionLength: number) => {
  const types = MEDIA_TYPES[kind];
  return { maxBytes: MAX_UPLOAD_BYTES[kind], captionLength, ...(types === undefined ? {} : { types }) };
};

export const CAPABILITIES: Capabilities = {
  textLength: 4096,
  textUnit: "characters",
  media: {
    image: media("image", 1024),
    video: media("video", 1024),
    document: media("document", 1024),
    audio: media("audio", 0),
    voice: media("voice", 0),
    sticker: media("sticker", 0),
  },
  buttons: { max: 3, titleLength: 20, idLength: 256, textLength: 1024 },
  list: { maxRows: 10, titleLength: 24, idLength: 200, textLength: 1024 },
  linkButton: { labelLength: 20, textLength: 1024 },
  location: true,
  contacts: true,
  reactions: true,
  quotes: true,
  locationRequest: true,
  contactRequest: true,
  templates: true,
  flows: true,
};

/**
 * The limits that `content` breaks, in the words of the person who writes. Characters are counted as code points;
 * nothing is cut silently. @source Meta, Cloud API, messages reference.
 */
export function checkContent(content: OutboundContent): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const text = (path: string, value: string | undefined, max: number, required = true) => {
    const length = value === undefined ? 0 : [...value].length;
    if (required && (value === undefined || value.trim() === "")) problems.push({ path, problem: "must not be empty" });
    else if (length > max) problems.push({ path, problem: `has ${length} characters; at most ${max} are possible` });
  };
  const unique = (path: string, values: string[]) => {
    if (new Set(values).size !== values.length) problems.push({ path, problem: "must all be different" });
  };
  const frame = (value: { text: string; header?: string; footer?: string }, maxText: number) => {
    text("text", value.text, maxText);
    text("header", value.header, 60, false);
    text("footer", value.footer, 60, false);
  };

  switch (content.kind) {
    case "text":
      text("text", content.text, 4096);
      break;
    case "image":
    case "video":
    case "document":
      text("text", content.text, 1024, false);
      break;
    case "audio":
    case "voice":
    case "sticker":
      if (content.text !== undefined)
        problems.push({ path: "text", problem: `is not possible with ${content.kind}; send it as a message of its own` });
      break;
    case "location":
      if (Math.abs(content.latitude) > 90) problems.push({ path: "latitude", problem: "must be from -90 to 90" });
      if (Math.abs(content.longitude) > 180) problems.push({ path: "longitude", problem: "must be from -180 to 180" });
      break;
    case "contacts":
      if (content.contacts.length < 1 || content.contacts.length > 5) problems.push({ path: "contacts", problem: "must be 1 to 5 cards" });
      for (const [index, card] of content.contacts.entries()) text(`contacts.${index}.name`, card.name, 200);
      break;
    case "buttons":
      frame(content, 1024);
      if (content.buttons.length < 1 || content.buttons.length > 3)
        problems.push({ path: "buttons", problem: "must be 1 to 3; use a list for more" });
      content.buttons.forEach((button, index) => {
        text(`buttons.${index}.title`, button.title, 20);
        text(`buttons.${index}.id`, button.id, 256);
        if (button.id !== button.id.trim()) problems.push({ path: `buttons.${index}.id`, problem: "must not begin or end with a space" });
      });
      unique(
        "buttons.title",
        content.buttons.map((button) => button.title),
      );
      unique(
        "buttons.id",
        content.buttons.map((button) => button.id),
      );
      break;
    case "list":
      frame(content, 1024);
      text("button", content.button, 20);
      checkSections(content.sections, problems, text, unique);
      break;
    case "link_button":
      frame(content, 1024);
      text("label", content.label, 20);
      if (!/^https?:\/\/\S+$/.test(content.url) || !URL.canParse(content.url))
        problems.push({ path: "url", problem: "must begin with https://" });
      break;
    case "location_request":
    case "contact_request":
      text("text", content.text, 1024);
      break;
    case "flow":
      frame(content, 1024);
      text("label", content.label, 20);
      if (content.data !== undefined && Object.keys(content.data).length === 0)
        problems.push({ path: "data", problem: "must not be empty when it is given" });
      break;
    case "template":
      text("name", content.name, 512);
      [...(content.header ?? []), ...(content.body ?? [])].forEach((parameter, index) => {
        if (!("text" in parameter)) return;
        text(`parameters.${index}`, parameter.text, 1024);
        if (/[\n\t]| {5,}/.test(parameter.text))
          problems.push({ path: `parameters.${index}`, problem: "must not contain a line break, a tab or more than four spaces in a row" });
      });
      break;
    case "reaction":
      break;
  }
  return problems;
}

function checkSections(
  sections: ListSection[],
  problems: ContentProblem[],
  text: (path: string, value: string | undefined, max: number, required?: boolean) => void,
  unique: (path: string, values: string[]) => void,
) {
  const rows = sections.flatMap((section) => section.rows);
  if (sections.length < 1 || sections.length > 10) problems.push({ path: "sections", problem: "must be 1 to 10" });
  if (rows.length < 1 || rows.length > 10) problems.push({ path: "sections.rows", problem: "must be 1 to 10 over all sections together" });
  for (const [index, section] of sections.entries()) text(`sections.${index}.title`, section.title, 24, sections.length > 1);
  rows.forEach((row, index) => {
    text(`rows.${index}.id`, row.id, 200);
    text(`rows.${index}.title`, row.title, 24);
    text(`rows.${index}.description`, row.description, 72, false);
  });
  unique(
    "rows.id",
    rows.map((row) => row.id),
  );
}
