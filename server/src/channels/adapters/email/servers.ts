import type { AdapterTools, Channel } from "../adapter.ts";

export interface MailServer {
  host: string;
  /** Checked: what to connect to. */
  address: string;
  port: number;
  /** Encrypted from the first byte; otherwise by STARTTLS, which is demanded of all but trusted servers. */
  implicitTls: boolean;
  isTrusted: boolean;
}

const DEFAULT_PORTS = { smtp: 587, imap: 993 };
const IMPLICIT_TLS_PORTS = [465, 993];

/** @throws {AddressRefused} */
export async function mailServer({ settings }: Channel, protocol: "smtp" | "imap", { reach }: AdapterTools): Promise<MailServer> {
  const host = (settings[`${protocol}Host`] ?? "").trim().toLowerCase();
  const port = Number(settings[`${protocol}Port`] ?? DEFAULT_PORTS[protocol]);
  const { address, isTrusted } = await reach(host, port);
  return { host, address, port, isTrusted, implicitTls: IMPLICIT_TLS_PORTS.includes(port) };
}
