import type { Email } from "postal-mime";

/** One who wrote, or to whom; the address in the form in which addresses match. */
export interface Mailbox {
  name: string;
  address: string;
}

const headersOf = ({ headers }: Pick<Email, "headers">, name: string): string[] =>
  headers.filter(({ key }) => key === name).map(({ value }) => value);

export const headerOf = (mail: Pick<Email, "headers">, name: string): string => headersOf(mail, name)[0] ?? "";

/** The one form in which addresses match; null for what is none. What nobody can see makes no other address of one: it makes none. */
export function canonicalAddress(written: string): string | null {
  const address = written.normalize("NFKC").trim().toLowerCase();
  return /^[^\s@<>,;:"()[\]\\\p{Cc}\p{Cf}\p{DI}]{1,64}@[^\s@<>,;:"()[\]\\\p{Cc}\p{Cf}\p{DI}]{1,190}$/u.test(address) ? address : null;
}

/** The address without a `+tag`, which mail servers ignore. */
export const withoutTag = (address: string): string => address.replace(/\+[^@]*@/, "@");

export const clean = (text: string): string => text.replaceAll("\u0000", "").toWellFormed();

export type Addresses = NonNullable<Email["to"]>;

export function mailboxes(addresses: Addresses): Mailbox[] {
  return flat(addresses).flatMap(({ name, address }) => {
    const canonical = canonicalAddress(address);
    return canonical === null ? [] : [{ name: nameOf(name, canonical), address: canonical }];
  });
}

/**
 * Who wrote: the header From, however badly it is written ("Souza, Carla <carla@…>" without quotes, an address without brackets); else Sender;
 * else the return path. The name is From's. Null when nobody's address is there.
 * @param parse the parser's reader of address lists
 */
export function writerOf(mail: Email, parse: (value: string) => Addresses): Mailbox | null {
  const written = headersOf(mail, "from").join(", ");
  const listed = flat(parse(written));
  const found = mailboxes(parse(written))[0] ?? loose(written) ?? null;
  const other = ["sender", "return-path"].flatMap((header) => mailboxes(parse(headerOf(mail, header))))[0] ?? null;
  const address = found?.address ?? other?.address;
  if (address === undefined) return null;
  const before = listed
    .slice(
      0,
      listed.findIndex((one) => canonicalAddress(one.address) !== null),
    )
    .filter((one) => one.address === "");
  const names = [...before.map(({ name }) => name), found?.name ?? (listed.length === 0 ? "" : (listed[0]?.name ?? ""))];
  const name = names.filter((one) => one !== "").join(", ");
  return { address, name: nameOf(name === "" ? (other?.name ?? "") : name, address) };
}

/** The words of From where it holds no address at all. */
export function writtenName(mail: Email, parse: (value: string) => Addresses): string {
  const [first] = flat(parse(headerOf(mail, "from")));
  return clean(first === undefined ? "" : first.name === "" ? first.address : first.name).slice(0, 200);
}

/** Programs repeat the address where a name is missing: then there is no name. */
function nameOf(name: string, address: string): string {
  const cleaned = clean(name)
    .replace(/^["'\s]+|["'\s]+$/g, "")
    .slice(0, 200);
  return cleaned.toLowerCase() === address ? "" : cleaned;
}

function flat(addresses: Addresses): { name: string; address: string }[] {
  return addresses.flatMap((one) => (one.group ?? [one]).map(({ name, address }) => ({ name: name ?? "", address: address ?? "" })));
}

function loose(written: string): Mailbox | undefined {
  const [found] = /[^\s<>"'(),;:@[\]]{1,64}@[^\s<>"'(),;:@[\]]{1,190}/.exec(written.slice(0, 2_000)) ?? [];
  const address = found === undefined ? null : canonicalAddress(found.replace(/\.$/, ""));
  return address === null
    ? undefined
    : {
        name: written
          .slice(0, written.indexOf(found as string))
          .replaceAll(/[<>"(),;:]/g, "")
          .trim(),
        address,
      };
}
