import { type Account, findAccount, type World } from "../state.ts";

interface StoredMail {
  uid: number;
  raw: Buffer;
  at: Date;
}

/** The folders of the business, by account; what IMAP shows and what people's mails land in. */
export interface Mailboxes {
  of(account: Account, folder?: Folder): Mailbox;
}

/** The oldest go when a folder is full. */
const MOST_MAILS = 5_000;

export type Folder = "INBOX" | "Sent";

export interface Mailbox {
  validity: number;
  mails: StoredMail[];
  append(raw: Buffer): void;
  /** Called with each arrival, until the returned function is. */
  watch(onArrival: () => void): () => void;
}

export function createMailboxes(world: World): Mailboxes {
  const boxes = new Map<string, Mailbox>();
  return {
    of({ id }, folder = "INBOX") {
      const known = boxes.get(`${folder} ${id}`);
      if (known !== undefined) return known;
      const watchers = new Set<() => void>();
      const box: Mailbox = {
        validity: Math.floor(Date.now() / 1000),
        mails: [],
        append(raw) {
          box.mails.push({ uid: (box.mails.at(-1)?.uid ?? 0) + 1, raw, at: new Date(world.now()) });
          if (box.mails.length > MOST_MAILS) box.mails.shift();
          for (const tell of watchers) tell();
        },
        watch(onArrival) {
          watchers.add(onArrival);
          return () => watchers.delete(onArrival);
        },
      };
      boxes.set(`${folder} ${id}`, box);
      return box;
    },
  };
}

/** An account has a password, or tokens that {@link ./tokens.ts} gives. */
export function findMailbox(world: World, address: string, proof: { password: string } | { accessToken: string }): Account | undefined {
  return findAccount(world, "email", ({ values }) => {
    if (values["address"] !== address) return false;
    if ("password" in proof) return values["password"] !== undefined && values["password"] === proof.password;
    return values["accessToken"] !== undefined && values["accessToken"] === proof.accessToken;
  });
}
