import net from "node:net";
import { isDown } from "../faulty-answer.ts";
import type { Account, World } from "../state.ts";
import { type Folder, findMailbox, type Mailbox, type Mailboxes } from "./mailboxes.ts";

/**
 * As much of an IMAP server as a program needs that reads one inbox, waits for more and keeps what it sent: LOGIN, AUTHENTICATE XOAUTH2, LIST,
 * EXAMINE, SEARCH by number, date and Message-ID, FETCH of size and source, APPEND, IDLE. @source RFC 3501, RFC 2177, RFC 6154, RFC 7888
 */
const CAPABILITIES = "IMAP4rev1 IDLE LITERAL+ SASL-IR SPECIAL-USE AUTH=XOAUTH2";

export function createImapServer(world: World, mailboxes: Mailboxes): net.Server & { cutOff(): void } {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    if (isDown(world, "email")) return socket.destroy();
    serve(world, mailboxes, socket);
  });
  return Object.assign(server, {
    cutOff() {
      for (const socket of sockets) socket.destroy();
    },
  });
}

interface Session {
  account: Account | undefined;
  box: Mailbox | undefined;
  /** The tag of an IDLE that is on. */
  idle: string | null;
  /** A mail that is on its way: how many bytes of it are still to come. */
  append: { tag: string; folder: Folder; bytes: number } | null;
}

function serve(world: World, mailboxes: Mailboxes, socket: net.Socket) {
  const session: Session = { account: undefined, box: undefined, idle: null, append: null };
  const say = (line: string) => socket.write(`${line}\r\n`);
  let unwatch = () => {};
  let waiting = "";
  socket.on("close", () => unwatch());
  socket.setEncoding("latin1");
  say(`* OK [CAPABILITY ${CAPABILITIES}] simulated IMAP`);
  socket.on("data", (chunk) => {
    waiting += chunk;
    for (;;) {
      if (session.append !== null) {
        if (waiting.length < session.append.bytes + 2) return;
        takeMail(session.append, waiting.slice(0, session.append.bytes));
        waiting = waiting.slice(session.append.bytes + 2);
        session.append = null;
        continue;
      }
      const end = waiting.indexOf("\r\n");
      if (end === -1) return;
      const line = waiting.slice(0, end);
      waiting = waiting.slice(end + 2);
      handle(line);
    }
  });

  function handle(line: string) {
    if (session.idle !== null) {
      if (line.toUpperCase() === "DONE") say(`${session.idle} OK IDLE ended`);
      session.idle = null;
      return;
    }
    const [tag = "*", first = "", ...rest] = line.split(" ");
    const isUid = first.toUpperCase() === "UID";
    const command = (isUid ? (rest.shift() ?? "") : first).toUpperCase();
    const args = rest.join(" ");
    switch (command) {
      case "CAPABILITY":
        say(`* CAPABILITY ${CAPABILITIES}`);
        return say(`${tag} OK done`);
      case "LOGIN": {
        const [user, password] = [...args.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map((match) =>
          (match[1] ?? match[2] ?? "").replaceAll(/\\(.)/g, "$1"),
        );
        return logIn(tag, findMailbox(world, user ?? "", { password: password ?? "" }));
      }
      case "AUTHENTICATE": {
        const [user = "", auth = ""] = Buffer.from(rest[1] ?? "", "base64")
          .toString()
          .split("\x01");
        return logIn(tag, findMailbox(world, user.replace("user=", ""), { accessToken: auth.replace("auth=Bearer ", "") }));
      }
      case "LIST":
      case "LSUB":
        // Without a pattern the question is only what stands between the names of folders.
        if (/ ""$/.test(args)) say(`* ${command} (\\Noselect) "/" ""`);
        else {
          say(`* ${command} (\\HasNoChildren) "/" INBOX`);
          say(`* ${command} (\\HasNoChildren \\Sent) "/" Sent`);
        }
        return say(`${tag} OK done`);
      case "SELECT":
      case "EXAMINE":
        return open(tag, folderIn(args));
      case "APPEND":
        session.append = { tag, folder: folderIn(args), bytes: Number(/\{(\d+)\+?\}$/.exec(args)?.[1] ?? 0) };
        return args.endsWith("+}") ? undefined : say("+ go on");
      case "SEARCH":
        say(`* SEARCH ${search(args).join(" ")}`.trimEnd());
        return say(`${tag} OK done`);
      case "FETCH":
        for (const [uid, part] of wanted(args)) sendMail(uid, part);
        return say(`${tag} OK done`);
      case "IDLE":
        session.idle = tag;
        return say("+ idling");
      case "LOGOUT":
        say("* BYE");
        say(`${tag} OK bye`);
        return socket.end();
      default:
        return say(`${tag} OK done`); // NOOP, CHECK, CLOSE, ID …
    }
  }

  function logIn(tag: string, account: Account | undefined) {
    session.account = account;
    say(account === undefined ? `${tag} NO [AUTHENTICATIONFAILED] Invalid credentials` : `${tag} OK welcome`);
  }

  function takeMail({ tag, folder }: NonNullable<Session["append"]>, text: string) {
    if (session.account === undefined) return say(`${tag} NO log in first`);
    mailboxes.of(session.account, folder).append(Buffer.from(text, "latin1"));
    return say(`${tag} OK stored`);
  }

  function open(tag: string, folder: Folder) {
    if (session.account === undefined) return say(`${tag} NO log in first`);
    const box = mailboxes.of(session.account, folder);
    session.box = box;
    unwatch();
    unwatch = box.watch(() => say(`* ${box.mails.length} EXISTS`));
    say("* FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft)");
    say(`* ${box.mails.length} EXISTS`);
    say("* 0 RECENT");
    say(`* OK [UIDVALIDITY ${box.validity}] valid`);
    say(`* OK [UIDNEXT ${(box.mails.at(-1)?.uid ?? 0) + 1}] next`);
    return say(`${tag} OK [READ-ONLY] opened`);
  }

  function search(args: string): number[] {
    const uids = session.box?.mails.map(({ uid }) => uid) ?? [];
    const id = /HEADER "?message-id"? "?(<[^>]+>)/i.exec(args)?.[1];
    if (id !== undefined) return session.box?.mails.flatMap(({ uid, raw }) => (raw.includes(id) ? [uid] : [])) ?? [];
    const from = /UID (\d+):\*/i.exec(args)?.[1];
    if (from === undefined) return uids; // SINCE: everything here is of today
    const last = uids.at(-1);
    return uids.filter((uid) => uid >= Number(from) || uid === last);
  }

  function wanted(args: string): [uid: number, part: string | null][] {
    const [set = "", ...rest] = args.split(" ");
    const part = /BODY(?:\.PEEK)?(\[[^\]]*\])/i.exec(rest.join(" "))?.[1] ?? null;
    const uids = session.box?.mails.map(({ uid }) => uid) ?? [];
    return set.split(",").flatMap((range) => {
      const [from, to = from] = range.split(":").map((bound) => (bound === "*" ? (uids.at(-1) ?? 0) : Number(bound)));
      return uids.filter((uid) => uid >= (from ?? 0) && uid <= (to ?? 0)).map((uid): [number, string | null] => [uid, part]);
    });
  }

  function sendMail(uid: number, part: string | null) {
    const index = session.box?.mails.findIndex((mail) => mail.uid === uid) ?? -1;
    const mail = session.box?.mails[index];
    if (mail === undefined) return;
    const head = `* ${index + 1} FETCH (UID ${uid} INTERNALDATE "${imapDate(mail.at)}" RFC822.SIZE ${mail.raw.length}`;
    if (part === null) return say(`${head})`);
    const end = mail.raw.indexOf("\r\n\r\n");
    const bytes = part === "[]" ? mail.raw : mail.raw.subarray(0, end === -1 ? mail.raw.length : end + 4);
    socket.write(`${head} BODY${part}${part === "[]" ? "<0>" : ""} {${bytes.length}}\r\n`);
    socket.write(bytes);
    return say(")");
  }
}

const folderIn = (args: string): Folder => (/^"?Sent\b/.test(args) ? "Sent" : "INBOX");

/** `25-Nov-2026 18:00:00 +0000` */
function imapDate(date: Date): string {
  const [, day, month, year, time] = date.toUTCString().split(" ");
  return `${day}-${month}-${year} ${time} +0000`;
}
