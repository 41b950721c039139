import { isAscii } from "node:buffer";
import type { Attachment, Email } from "postal-mime";
import { decodeBytes, mendWords } from "./charset.ts";
import { signedContent } from "./smime.ts";
import { readTnef } from "./tnef.ts";

/** A mail taken apart: envelopes of Outlook and of signatures are opened, all words are Unicode. */
export interface OpenedMail extends Email {
  /** Something in it is encrypted, or signed in a way that we cannot open. */
  isSealed: boolean;
}

/** Limits of what is read of one mail. The parser refuses beyond them. */
const MAX_DEPTH = 32;
const MAX_HEADER_BYTES = 256 * 1024;
/** A signed mail in a signed mail in a signed mail. */
const MAX_ENVELOPES = 3;

/** @throws when it is nested or its headers are long beyond reason. */
export async function parseMime(raw: Uint8Array, envelopes = 0): Promise<OpenedMail> {
  const Parser = await loadParser();
  const mail = await new Parser({ maxNestingDepth: MAX_DEPTH, maxHeadersSize: MAX_HEADER_BYTES, forceRfc822Attachments: true }).parse(
    new Uint8Array(raw),
  );
  const opened: OpenedMail = { ...mail, attachments: [], isSealed: false };
  for (const attachment of mail.attachments)
    opened.attachments.push(
      ...(isSmime(attachment)
        ? await openSmime(attachment, opened, envelopes)
        : isTnef(attachment)
          ? openTnef(attachment, opened)
          : [attachment]),
    );
  return opened;
}

export const bytesOf = ({ content }: Pick<Attachment, "content">): Buffer =>
  typeof content === "string"
    ? Buffer.from(content)
    : content instanceof ArrayBuffer
      ? Buffer.from(content)
      : Buffer.from(content.buffer, content.byteOffset, content.byteLength);

/** What the parser holds inside. Its types hide that; its version is fixed, and `mail.test.ts` would see a change. */
interface Inside {
  currentNode: Part;
  root: Part;
  processLine(line: Uint8Array, isFinal: boolean): Promise<void>;
  collectNode(node: Part, alternative: Part | false, related: boolean): Promise<void>;
  buildMessage(): Email;
}
interface Structured {
  parsed: { value: string; params: Record<string, string | undefined> };
}
interface Part {
  state: "header" | "body" | "finished";
  content: ArrayBuffer | null;
  contentType: Structured;
  contentDisposition: Structured;
  headers: { key: string; value: string }[];
}
type Loaded = typeof import("postal-mime");
type ParserClass = Loaded["default"];

/** Loaded with the first mail. */
let loaded: Promise<ParserClass> | undefined;
function loadParser(): Promise<ParserClass> {
  loaded ??= import("postal-mime").then(({ default: PostalMime }) => believingBytes(PostalMime));
  return loaded;
}

/**
 * The parser believes what a mail says of its charset; many say `us-ascii` or nothing and write UTF-8, or write Latin-1 into headers. Here
 * its bytes decide, before it decodes them.
 */
function believingBytes(PostalMime: ParserClass): ParserClass {
  const Base = PostalMime as unknown as new (...given: ConstructorParameters<ParserClass>) => Inside; // see `Inside`
  class Parser extends Base {
    override processLine(line: Uint8Array, isFinal: boolean): Promise<void> {
      const isForeign = this.currentNode.state === "header" && !isAscii(line);
      return super.processLine(isForeign ? new TextEncoder().encode(decodeBytes(line, undefined)) : line, isFinal);
    }

    override collectNode(node: Part, alternative: Part | false, related: boolean): Promise<void> {
      const { value, params } = node.contentType.parsed;
      if (node.content !== null && /^(text\/|application\/ics)/.test(value)) {
        const words = decodeBytes(new Uint8Array(node.content), params["charset"], value === "text/html");
        node.content = new TextEncoder().encode(words).buffer;
        params["charset"] = "utf-8";
      }
      for (const named of [params, node.contentDisposition.parsed.params])
        for (const key of ["name", "filename"]) if (named[key] !== undefined) named[key] = mendWords(named[key]);
      return super.collectNode(node, alternative, related);
    }

    override buildMessage(): Email {
      for (const header of this.root.headers) header.value = mendWords(header.value);
      return super.buildMessage();
    }
  }
  return Parser as unknown as ParserClass; // it is one
}

const isSmime = ({ mimeType, filename }: Attachment): boolean =>
  /^application\/(x-)?pkcs7-mime$/.test(mimeType) || /^smime\.p7m$/i.test(filename ?? "");

const isTnef = ({ mimeType, filename }: Attachment): boolean =>
  /^application\/(vnd\.)?ms-tnef$/.test(mimeType) || /^winmail\.dat$/i.test(filename ?? "");

/** What was signed is a mail of its own; nobody checks the signature here. What cannot be opened stays a file. */
async function openSmime(sealed: Attachment, mail: OpenedMail, envelopes: number): Promise<Attachment[]> {
  const content = envelopes < MAX_ENVELOPES ? signedContent(bytesOf(sealed)) : null;
  if (content === null) {
    mail.isSealed = true;
    return [sealed];
  }
  const inside = await parseMime(content, envelopes + 1);
  takeWords(mail, inside);
  mail.isSealed ||= inside.isSealed;
  return inside.attachments;
}

function openTnef(winmail: Attachment, mail: OpenedMail): Attachment[] {
  const inside = readTnef(bytesOf(winmail));
  if (inside === null) return [winmail];
  takeWords(mail, inside);
  const files = inside.files.map(
    ({ name, mediaType, bytes }): Attachment => ({
      filename: name,
      mimeType: mediaType,
      disposition: "attachment",
      content: new Uint8Array(bytes),
    }),
  );
  // Opened and empty is not the same as nothing inside: then whoever wants it has the file.
  return files.length === 0 && inside.text === undefined && inside.html === undefined ? [winmail] : files;
}

function takeWords(mail: OpenedMail, inside: { text?: string | undefined; html?: string | undefined }): void {
  if ((mail.text ?? "").trim() !== "" || (mail.html ?? "").trim() !== "") return;
  if (inside.text !== undefined) mail.text = inside.text;
  if (inside.html !== undefined) mail.html = inside.html;
}
