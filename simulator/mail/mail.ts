import type { House, Opened } from "../face.ts";
import type { Provider } from "../provider.ts";
import { createImapServer } from "./imap.ts";
import { createMailboxes } from "./mailboxes.ts";
import { newMailId, writeMail } from "./people.ts";
import { IMAP_BESIDE } from "./ports.ts";
import { createSmtpServer } from "./smtp.ts";
import { tokenRoutes } from "./tokens.ts";

/** A mail provider: SMTP for what the business sends, IMAP for what people send it. */
export function open({ world }: House): Opened {
  const mailboxes = createMailboxes(world);
  const imap = createImapServer(world, mailboxes);
  const smtp = createSmtpServer(world, mailboxes);
  const provider: Provider = {
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
  };
  return {
    providers: { email: provider },
    routes: (app) => tokenRoutes(app, world),
    // The sockets are taken at the simulator's own ports; these two servers never listen.
    connect: (port, socket) => (port === IMAP_BESIDE ? imap : smtp.server).emit("connection", socket),
    cutOff: () => imap.cutOff(),
  };
}
