import type { ContactCard } from "../../../../../content/content.ts";

/** Name, phones and e-mails of a vCard; whatever else it holds is left out. @source RFC 6350 */
export function readVcard(vcard: string, displayName?: string): ContactCard {
  const lines = vcard.replaceAll(/\r?\n[ \t]/g, "").split(/\r?\n/);
  const values = (name: RegExp) =>
    lines.flatMap((line) => {
      const at = line.indexOf(":");
      return at > 0 && name.test(line.slice(0, at)) ? [{ head: line.slice(0, at), value: line.slice(at + 1).trim() }] : [];
    });
  const phones = values(/^(?:item\d+\.)?TEL\b/i).map(({ head, value }) => ({ phone: /waid=(\d+)/i.exec(head)?.[1] ?? value }));
  const tail = lines.flatMap((line) => /^(?:item\d+\.)?TEL;waid=(\d+)$/i.exec(line)?.[1] ?? []).map((phone) => ({ phone }));
  const organization = values(/^ORG\b/i)[0]?.value.split(";")[0];
  return {
    name: displayName ?? values(/^FN\b/i)[0]?.value ?? "",
    phones: [...phones, ...tail].filter(({ phone }) => phone !== ""),
    emails: values(/^(?:item\d+\.)?EMAIL\b/i).map(({ value }) => ({ email: value })),
    ...(organization === undefined || organization === "" ? {} : { organization }),
  };
}
