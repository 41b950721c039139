import type { ContactCard } from "../../../../../content/content.ts";

interface Line {
  head: string;
  value: string;
}

/** Name, phones and e-mails of a vCard of any version; whatever else it holds is left out. @source RFC 6350; vCard 2.1 */
export function readVcard(vcard: string, displayName?: string): ContactCard {
  const lines = readLines(vcard);
  const values = (name: RegExp) => lines.filter(({ head }) => name.test(head));
  const phones = values(/^(?:item\d+\.)?TEL\b/i).map(({ head, value }) => ({ phone: /waid=(\d+)/i.exec(head)?.[1] ?? value }));
  const tail = vcard.split(/\r?\n/).flatMap((line) => /^(?:item\d+\.)?TEL;waid=(\d+)$/i.exec(line)?.[1] ?? []);
  const organization = values(/^ORG\b/i)[0]?.value.split(";")[0];
  return {
    name: displayName ?? values(/^FN\b/i)[0]?.value ?? nameOf(values(/^N\b/i)[0]?.value),
    phones: [...phones, ...tail.map((phone) => ({ phone }))].filter(({ phone }) => phone !== ""),
    emails: values(/^(?:item\d+\.)?EMAIL\b/i).map(({ value }) => ({ email: value })),
    ...(organization === undefined || organization === "" ? {} : { organization }),
  };
}

/** Family, given and further names, as they are spoken. */
function nameOf(value: string | undefined): string {
  const [family = "", given = "", further = "", before = "", after = ""] = (value ?? "").split(";");
  return [before, given, further, family, after].filter((part) => part !== "").join(" ");
}

function readLines(vcard: string): Line[] {
  // Version 2.1 breaks a quoted-printable line with "=" at its end; all others begin the next line with a blank.
  const whole = vcard
    .replaceAll(/\r?\n[ \t]/g, "")
    .replaceAll(/^([^:\r\n]*QUOTED-PRINTABLE[^:\r\n]*:(?:.*=\r?\n)+.*)$/gim, (line) => line.replaceAll(/=\r?\n/g, ""));
  return whole.split(/\r?\n/).flatMap((line) => {
    const at = line.indexOf(":");
    if (at <= 0) return [];
    const head = line.slice(0, at);
    return [{ head, value: plain(head, line.slice(at + 1)).trim() }];
  });
}

function plain(head: string, value: string): string {
  if (!/QUOTED-PRINTABLE/i.test(head)) return value.replaceAll(/\\([,;\\])/g, "$1").replaceAll(/\\n/gi, " ");
  const bytes = Buffer.from(
    value.replaceAll(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );
  const charset = /CHARSET=([\w-]+)/i.exec(head)?.[1]?.toLowerCase() ?? "utf-8";
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes); // a charset that nobody knows
  }
}
