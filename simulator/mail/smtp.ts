import { SMTPServer } from "smtp-server";
import { isDown, takeFault } from "../faulty-answer.ts";
import { type Account, findAccount, type World } from "../state.ts";
import { findMailbox, type Mailboxes } from "./mailboxes.ts";
import { newMailId, readMail } from "./people.ts";

const MAX_BYTES = 30 * 1024 * 1024;

interface Refusal extends Error {
  responseCode?: number;
}

const refuse = (code: number, words: string): Refusal => Object.assign(new Error(words), { responseCode: code });

/** The server over which a business sends. Addresses that begin with `bounce` come back, as the real ones do: a moment later. */
export function createSmtpServer(world: World, mailboxes: Mailboxes): SMTPServer {
  const server: SMTPServer = new SMTPServer({
    authOptional: false,
    authMethods: ["PLAIN", "LOGIN", "XOAUTH2"],
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    size: MAX_BYTES,
    logger: false,
    onConnect: (_session, done) => done(isDown(world, "email") ? refuse(421, "Service not available") : null),
    onAuth({ username, password, accessToken }, _session, done) {
      const account = findMailbox(world, username ?? "", accessToken === undefined ? { password: password ?? "" } : { accessToken });
      if (account === undefined) return done(refuse(535, "5.7.8 Authentication failed"));
      return done(null, { user: account.id });
    },
    onRcptTo: ({ address }, _session, done) => done(address.startsWith("unknown") ? refuse(550, "5.1.1 User unknown") : null),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const account = findAccount(world, "email", ({ id }) => id === session.user);
        const to = session.envelope.rcptTo[0]?.address ?? "";
        if (account === undefined) return done(refuse(550, "no such account"));
        setTimeout(() => void accept(account, to, Buffer.concat(chunks), session.id, done), world.faults.delayMs);
      });
    },
  });

  async function accept(
    account: Account,
    to: string,
    raw: Buffer,
    sessionId: string,
    done: (error?: Error | null, words?: string) => void,
  ) {
    const fault = takeFault(world, "email");
    const socket = [...server.connections].find(({ id }) => id === sessionId)?._socket;
    if (fault === "hang") return;
    if (fault === "reset") return socket?.destroy();
    if (fault === "malformed") return socket?.write("this is no answer\r\n");
    if (typeof fault === "object")
      return done("http" in fault ? refuse(421, "4.3.2 Try again later") : refuse(550, `5.7.1 simulated ${fault.code}`));
    if (account.values["keepsSent"] === "on") mailboxes.of(account, "Sent").append(raw);
    if (to.startsWith("bounce")) setTimeout(() => mailboxes.of(account).append(bounceOf(raw, to)), 50).unref();
    else (await readMail(world, account, raw, to)).line.status = "delivered";
    if (fault === "accepted_then_reset") return socket?.destroy();
    if (fault === "accepted_then_hang") return;
    return done(null, "2.0.0 Ok: queued");
  }

  function bounceOf(raw: Buffer, to: string): Buffer {
    const id = /^message-id:\s*(<[^>]+>)/im.exec(raw.toString("latin1"))?.[1] ?? "";
    const lines = [
      "Return-Path: <>",
      `Message-ID: ${newMailId(world)}`,
      "From: Mail Delivery System <MAILER-DAEMON@clientes.example>",
      "Subject: Undelivered Mail Returned to Sender",
      "Auto-Submitted: auto-replied",
      "MIME-Version: 1.0",
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      "",
      "--b",
      "Content-Type: text/plain",
      "",
      "The mail could not be delivered.",
      "--b",
      "Content-Type: message/delivery-status",
      "",
      "Reporting-MTA: dns; clientes.example",
      "",
      `Final-Recipient: rfc822; ${to}`,
      "Action: failed",
      "Status: 5.1.1",
      "Diagnostic-Code: smtp; 550 5.1.1 User unknown",
      "--b",
      "Content-Type: text/rfc822-headers",
      "",
      `Message-ID: ${id}`,
      "--b--",
      "",
    ];
    return Buffer.from(lines.join("\r\n"));
  }
  server.on("error", () => undefined); // a connection that was cut
  return server;
}
