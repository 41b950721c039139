import type { Provider } from "../provider.ts";
import type { World } from "../state.ts";
import { createImapServer } from "./imap.ts";
import { createMailboxes } from "./mailboxes.ts";
import { newMailId, writeMail } from "./people.ts";
import { createSmtpServer } from "./smtp.ts";
import { tokenRoutes } from "./tokens.ts";

export interface MailServers {
  provider: Provider;
  /** Resolves with false when one of the ports is taken. */
  listen(smtpPort: number, imapPort: number): Promise<boolean>;
  stop(): Promise<void>;
  /** Everybody who is connected is cut off. */
  cutOff(): void;
}

/** A mail provider: SMTP for what the business sends, IMAP for what people send it. */
export function createMail(world: World): MailServers {
  const mailboxes = createMailboxes();
  const imap = createImapServer(world, mailboxes);
  const smtp = createSmtpServer(world, mailboxes);
  const tryToListen = (
    server: { listen(port: number, host: string, done: () => void): unknown; on(event: "error", done: () => void): unknown },
    port: number,
  ) =>
    new Promise<boolean>((resolve) => {
      server.on("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => resolve(true));
    });
  const isOpen = { imap: false, smtp: false };
  const stop = async () => {
    imap.cutOff();
    if (isOpen.imap) await new Promise<void>((resolve) => void imap.close(() => resolve()));
    if (isOpen.smtp) await new Promise<void>((resolve) => smtp.close(() => resolve()));
    Object.assign(isOpen, { imap: false, smtp: false });
  };
  return {
    provider: {
      routes: (app) => tokenRoutes(app, world),
      newId: () => newMailId(world),
      tell(chat, line) {
        void writeMail(world, chat, line).then((raw) => {
          // A mail that is there twice, as when it was sent to two addresses of one mailbox.
          for (let copy = 0; copy <= world.faults.duplicates; copy += 1) mailboxes.of(chat.account).append(raw);
        });
      },
      async raw(account, body) {
        mailboxes.of(account).append(body);
        return 200;
      },
    },
    async listen(smtpPort, imapPort) {
      isOpen.smtp = await tryToListen(smtp.server, smtpPort);
      isOpen.imap = isOpen.smtp && (await tryToListen(imap, imapPort));
      if (isOpen.smtp && isOpen.imap) return true;
      await stop();
      return false;
    },
    stop,
    cutOff: () => imap.cutOff(),
  };
}
