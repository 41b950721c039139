import { createHmac } from "node:crypto";
import { isId, type Secrets, sameSecret } from "../../platform/index.ts";

const PURPOSE = "preference links";

export interface PreferenceLinks {
  /** A public address where one person says what they want to get. It stands in mails, so it does not end. */
  make(workspaceId: string, contactId: string): string;
  /** Whose it is; null when it is not ours or was changed. */
  read(token: string): { workspaceId: string; contactId: string } | null;
}

/** Nothing is stored: the token is signed. Whoever has it may say no and yes in that person's name, and sees nothing of them. */
export function createPreferenceLinks({ secrets, publicUrl }: { secrets: Secrets; publicUrl: string }): PreferenceLinks {
  const sign = (claim: string, key: Buffer) => createHmac("sha256", key).update(claim).digest().subarray(0, 18).toString("base64url");
  return {
    make(workspaceId, contactId) {
      const claim = `${workspaceId}.${contactId}`;
      return `${publicUrl}/preferences/${claim}.${sign(claim, secrets.derive(PURPOSE))}`;
    },
    read(token) {
      const [workspaceId = "", contactId = "", signature = "", ...more] = token.split(".");
      if (!isId(workspaceId) || !isId(contactId) || more.length > 0) return null;
      const claim = `${workspaceId}.${contactId}`;
      return secrets.accepted(PURPOSE).some(({ key }) => sameSecret(sign(claim, key), signature)) ? { workspaceId, contactId } : null;
    },
  };
}
