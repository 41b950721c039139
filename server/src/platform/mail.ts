import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Config } from "./config.ts";
import { newId } from "./ids.ts";
import type { Logger } from "./log.ts";

interface Mail {
  to: string;
  subject: string;
  text: string;
  /** Files that were made here, as texts. */
  attachments?: { filename: string; contentType: string; content: string }[];
}

export type SendMail = (mail: Mail) => Promise<void>;

/** @throws when the server cannot be reached, or refuses the login that the address holds. */
export async function checkMailServer(smtpUrl: string): Promise<void> {
  const { createTransport } = await import("nodemailer");
  await createTransport({ url: smtpUrl, connectionTimeout: 10_000 }).verify();
}

/**
 * Sends the product's own mails (invitations, password resets) over SMTP. Without a server they are written as
 * `.eml` files into `folder`, readable only by the person who runs the program, so that a newcomer can follow the link.
 */
export function createMailer({
  config,
  folder,
  log,
}: {
  /** Asked with each mail: the address of the server may change while the program runs. */
  config: Pick<Config, "smtpUrl" | "mailFrom">;
  folder: string;
  log: Logger;
}): SendMail {
  // No file or URL access for the mail library: bodies come from us alone.
  const safe = { disableFileAccess: true, disableUrlAccess: true, from: config.mailFrom };
  return async (mail) => {
    const { createTransport } = await import("nodemailer"); // large and seldom needed: loaded with the first mail
    if (config.smtpUrl !== undefined) {
      await createTransport(config.smtpUrl, safe).sendMail(mail);
      return;
    }
    const { message } = await createTransport({ streamTransport: true, buffer: true }, safe).sendMail(mail);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(path.join(folder, `${newId()}.eml`), message as Buffer, { mode: 0o600 });
    log.info({ folder }, "no PROSA_SMTP_URL is set: a mail was written to the folder");
  };
}
