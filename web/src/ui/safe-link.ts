/** The address when its scheme is one that we open; undefined for everything else, whatever its spelling. */
export function safeLink(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return ["https:", "http:", "mailto:", "tel:"].includes(url.protocol) ? url.href : undefined;
}
