import { randomBytes, randomInt } from "node:crypto";

/** An account at the simulator, with what its provider would have given the business. */
export interface SimulatedAccount {
  kind: string;
  /** The provider's id of it, as the adapter tells it. */
  id: string;
  name: string;
  settings: Record<string, string>;
  credentials: Record<string, string>;
}

const hex = (bytes: number) => randomBytes(bytes).toString("hex");
const digits = (length: number) => Array.from({ length }, (_, index) => randomInt(index === 0 ? 1 : 0, 10)).join("");

const INVENTED: Record<string, (simulatorUrl: string) => Omit<SimulatedAccount, "kind">> = {
  whatsapp_cloud: () => {
    const phoneNumberId = digits(15);
    return {
      id: phoneNumberId,
      name: "WhatsApp",
      settings: { phoneNumberId, businessAccountId: digits(15) },
      credentials: { accessToken: `EAA${hex(24)}`, appSecret: hex(16), verifyToken: hex(16) },
    };
  },
  telegram: () => {
    const id = digits(10);
    return { id, name: "Telegram", settings: {}, credentials: { botToken: `${id}:${randomBytes(26).toString("base64url")}` } };
  },
  instagram: () => {
    const instagramId = digits(17);
    return {
      id: instagramId,
      name: "Instagram",
      settings: { instagramId, pageId: digits(15) },
      credentials: { accessToken: `EAA${hex(24)}`, appSecret: hex(16), verifyToken: hex(16) },
    };
  },
  messenger: () => {
    const pageId = digits(15);
    return {
      id: pageId,
      name: "Messenger",
      settings: { pageId },
      credentials: { accessToken: `EAA${hex(24)}`, appSecret: hex(16), verifyToken: hex(16) },
    };
  },
  twilio: () => {
    const from = `+5592${digits(8)}`;
    return { id: from, name: "SMS (Twilio)", settings: { from, accountSid: `AC${hex(16)}` }, credentials: { authToken: hex(16) } };
  },
  sns: () => {
    const senderId = `Clima${hex(2)}`;
    return {
      id: `sa-east-1/${senderId}`,
      name: "SMS (AWS SNS)",
      settings: { senderId, region: "sa-east-1", accessKeyId: `AKIA${hex(8).toUpperCase()}` },
      credentials: { secretAccessKey: randomBytes(30).toString("base64") },
    };
  },
  email: (url) => {
    const address = `atendimento.${hex(3)}@climanorte.example`;
    const [smtpPort, imapPort] = mailPorts(url);
    return {
      id: address,
      name: "E-mail",
      settings: {
        address,
        smtpHost: "127.0.0.1",
        smtpPort: String(smtpPort),
        imapHost: "127.0.0.1",
        imapPort: String(imapPort),
        plusAddressing: "on",
      },
      credentials: { password: hex(12) },
    };
  },
  sendgrid: () => {
    const address = `contato.${hex(3)}@climanorte.example`;
    return { id: address, name: "E-mail (SendGrid)", settings: { address }, credentials: { apiKey: `SG.${hex(11)}.${hex(20)}` } };
  },
  webchat: () => {
    const site = `loja-${hex(3)}.example`;
    return {
      id: site,
      name: "Web chat",
      settings: { site, title: "Clima Norte", greeting: "Oi! Como podemos ajudar?" },
      credentials: { identitySecret: hex(32) },
    };
  },
  megaapi: (url) => gateway(url, "megaapi", "MegaAPI", "instanceKey", { token: hex(16) }),
  waha: (url) => gateway(url, "waha", "WAHA", "session", { apiKey: hex(16) }),
  wppconnect: (url) => gateway(url, "wppconnect", "WPPConnect", "session", { secretKey: hex(16) }),
  evolution: (url) => gateway(url, "evolution", "Evolution API", "instance", { apiKey: hex(16) }),
};

/** The simulator's SMTP and IMAP stand beside its HTTP port. */
function mailPorts(simulatorUrl: string): [smtp: number, imap: number] {
  const port = Number(new URL(simulatorUrl).port);
  return [port + 1, port + 2];
}

/** Where the simulator answers, as the list of private addresses that may be called wants it. */
export function simulatorHosts(simulatorUrl: string): string[] {
  const { hostname, host } = new URL(simulatorUrl);
  return [host, ...mailPorts(simulatorUrl).map((port) => `${hostname}:${port}`)];
}

function gateway(simulatorUrl: string, path: string, name: string, sessionField: string, credentials: Record<string, string>) {
  const session = `sessao-${hex(4)}`;
  const { host } = new URL(simulatorUrl);
  return { id: `${host}/${session}`, name, settings: { baseUrl: `${simulatorUrl}/${path}`, [sessionField]: session }, credentials };
}

/** What a person would type to connect an account of `kind`; nothing at the simulator knows it yet. */
export function inventAccount(kind: string, simulatorUrl: string): SimulatedAccount {
  const invent = INVENTED[kind];
  if (invent === undefined) throw new Error(`the simulator has no ${kind}`);
  return { kind, ...invent(simulatorUrl) };
}

/** Kinds that the simulator speaks, in the order of the demo. */
export const SIMULATED_KINDS = Object.keys(INVENTED);

/** Opens the account at the simulator. `more` is what only the provider knows: templates, where webhooks went before. */
export async function registerAccount(simulatorUrl: string, account: SimulatedAccount, more: Record<string, unknown> = {}): Promise<void> {
  const { kind, id, name, settings, credentials } = account;
  await fetch(`${simulatorUrl}/_control/accounts`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ kind, id, name, values: { displayNumber: `5592${id.slice(-8)}`, ...settings, ...credentials }, ...more }),
  });
}
