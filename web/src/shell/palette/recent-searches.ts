const MOST = 5;
/** Of this page until it is closed: what somebody looked for is nothing to leave behind on a shared computer. */
let recent: string[] = [];

export const recentSearches = (): readonly string[] => recent;

export function rememberSearch(typed: string) {
  const text = typed.trim();
  if (text !== "") recent = [text, ...recent.filter((one) => one !== text)].slice(0, MOST);
}
