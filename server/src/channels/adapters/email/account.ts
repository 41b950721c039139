import { AddressRefused } from "../../../platform/pure.ts";
import type { AdapterTools, Channel, ValidationStep } from "../adapter.ts";
import { openMailbox } from "./imap.ts";
import { withSmtp } from "./smtp.ts";

/** Both halves: can mails leave, and can the inbox be read? */
export async function validateMailbox(channel: Channel, tools: AdapterTools): Promise<ValidationStep[]> {
  return [
    await step("smtp", async () => withSmtp(channel, tools, async () => undefined)),
    await step("imap", async () => {
      const client = await openMailbox(channel, tools);
      try {
        const { exists } = await client.mailboxOpen("INBOX", { readOnly: true });
        return { count: exists };
      } finally {
        client.close();
      }
    }),
  ];
}

async function step(name: string, work: () => Promise<Record<string, number> | undefined>): Promise<ValidationStep> {
  try {
    const facts = await work();
    return { step: name, ok: true, ...(facts === undefined ? {} : { facts }) };
  } catch (error) {
    return { step: name, ok: false, advice: adviceFor(error), facts: { reason: (error as Error).message.slice(0, 200) } };
  }
}

function adviceFor(error: unknown): string {
  const { code, responseCode, authenticationFailed, tlsFailed } = error as {
    code?: string;
    responseCode?: number;
    authenticationFailed?: boolean;
    tlsFailed?: boolean;
  };
  if (error instanceof AddressRefused) return "address_refused";
  if (code === "EAUTH" || authenticationFailed === true || responseCode === 535) return "mail_login_refused";
  if (code === "ETLS" || tlsFailed === true || code?.startsWith("ERR_TLS") === true || /certificate|STARTTLS/i.test(String(error)))
    return "mail_tls";
  return "provider_unreachable";
}
