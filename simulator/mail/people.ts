import MailComposer from "nodemailer/lib/mail-composer";
import PostalMime from "postal-mime";
import { type Account, type Chat, findChat, keepFile, keepLine, noteSent, type Person, type PhoneMessage, type World } from "../state.ts";

/** Where people of the simulator have their mailboxes. */
const DOMAIN = "clientes.example";

/** A person's address, the same each time. */
export const addressOf = (person: Person): string =>
  `${person.userId
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ".")
    .replaceAll(/^\.|\.$/g, "")}@${DOMAIN}`;

export const newMailId = (world: World): string => `<${world.nextId()}@${DOMAIN}>`;

/** What a person writes, as their mail program sends it: an answer to the last mail of the chat, if there is one. */
export async function writeMail(world: World, { account, person, messages }: Chat, line: PhoneMessage): Promise<Buffer> {
  const before = messages.filter((one) => one !== line);
  const answered = before.find(({ id }) => id === line.replyTo) ?? before.at(-1);
  const last = before.findLast(({ from }) => from === "business");
  const file = line.type === "text" ? undefined : world.media.get(String(line.body["id"]));
  const words = line.type === "text" ? String(line.body["body"]) : String(line.body["caption"] ?? "");
  const subject = "Contato pelo site";
  return new MailComposer({
    messageId: line.id,
    date: new Date(line.at),
    from: { name: person.name, address: addressOf(person) },
    to: String(last?.body["replyTo"] ?? account.values["address"]),
    subject: answered === undefined ? subject : `Re: ${subject}`,
    ...(answered === undefined
      ? {}
      : {
          inReplyTo: answered.id,
          references: before
            .map(({ id }) => id)
            .slice(-20)
            .join(" "),
        }),
    text:
      answered === undefined
        ? words
        : `${words}\n\nEm qua., 25 de nov. de 2026, ${account.name} escreveu:\n${quoted(String(answered.body["body"] ?? ""))}`,
    attachments: file === undefined ? [] : [{ filename: file.fileName ?? "arquivo", contentType: file.mimeType, content: file.bytes }],
  })
    .compile()
    .build();
}

/** As mail programs do: each line is marked. */
const quoted = (text: string): string => text.replaceAll(/^/gm, "> ");

/** A mail of the business reaches the person's mailbox. */
export async function readMail(
  world: World,
  account: Account,
  raw: Buffer | string,
  to: string,
): Promise<{ chat: Chat; line: PhoneMessage }> {
  const mail = await PostalMime.parse(raw);
  const chat = findChat(
    world,
    account,
    (person) => addressOf(person) === to.toLowerCase(),
    () => ({ userId: to.toLowerCase(), name: to }),
  );
  const [file] = mail.attachments;
  const text = (mail.text ?? "").trimEnd();
  const shared = { subject: mail.subject, replyTo: mail.replyTo?.[0]?.address };
  const family = file?.mimeType.split("/")[0] ?? "";
  const line = keepLine(world, chat, {
    id: mail.messageId ?? newMailId(world),
    type: file === undefined ? "text" : ["image", "video", "audio"].includes(family) ? family : "document",
    body:
      file === undefined
        ? { body: text, ...shared }
        : {
            id: keepFile(world, Buffer.from(file.content as ArrayBuffer), file.mimeType, file.filename ?? "file"),
            caption: text,
            filename: file.filename,
            ...shared,
          },
    replyTo: mail.inReplyTo,
  });
  noteSent(world, {
    account: account.id,
    kind: account.kind,
    id: line.id,
    to,
    callbackData: null,
    at: world.now(),
    body: { subject: mail.subject, text, headers: Object.fromEntries(mail.headers.map(({ key, value }) => [key, value])) },
  });
  return { chat, line };
}
