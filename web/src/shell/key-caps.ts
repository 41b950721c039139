const CAPS: Record<string, string> = { Mod: navigator.platform.startsWith("Mac") ? "⌘" : "Ctrl", Escape: "Esc" };

/** What stands on the keys: `g i` is G and I, `E` is Shift and E. */
export function keyCaps(keys: string): string[] {
  return keys.split(/[ +]/).flatMap((key) => (/^[A-Z]$/.test(key) ? ["Shift", key] : [CAPS[key] ?? capital(key)]));
}

const capital = (key: string) => key.charAt(0).toUpperCase() + key.slice(1);
