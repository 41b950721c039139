/** Says once in the console what the page's Content-Security-Policy keeps from us, in the words in which it is added. */
export function tellMissingPolicy(base: string): void {
  const { origin, host } = new URL(base);
  const told = new Set<string>();
  document.addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective }) => {
    const isOurs = blockedURI.startsWith(origin) || /^wss?:/.test(blockedURI) ? blockedURI.includes(host) : false;
    if (!isOurs || told.has(effectiveDirective)) return;
    told.add(effectiveDirective);
    const socket = effectiveDirective === "connect-src" ? ` ${origin.replace(/^http/, "ws")}` : "";
    console.warn(`Prosa web chat: the page's Content-Security-Policy lacks "${effectiveDirective} ${origin}${socket}".`);
  });
}
