/** What the browser remembers of one chat. Where it may not, or must not yet, the page's own memory does until it is closed. */
export interface Store {
  read(name: string): string | null;
  write(name: string, value: string | null): void;
  /** The visitor agreed: what was in memory is kept from now on. */
  allow(): void;
}

export function createStore(chat: string, mayKeep: boolean): Store {
  const memory = new Map<string, string>();
  const key = (name: string) => `prosa.${chat}.${name}`;
  let keeps = mayKeep;
  // A browser that denies storage throws at the first touch of it.
  const guarded = <T>(act: () => T, otherwise: T): T => {
    try {
      return act();
    } catch {
      return otherwise;
    }
  };
  const keep = (name: string, value: string | null) =>
    guarded(() => (value === null ? localStorage.removeItem(key(name)) : localStorage.setItem(key(name), value)), undefined);
  return {
    // What was allowed on an earlier visit may be read on this one.
    read: (name) => memory.get(name) ?? guarded(() => localStorage.getItem(key(name)), null),
    write(name, value) {
      if (value === null) memory.delete(name);
      else memory.set(name, value);
      if (keeps || value === null) keep(name, value);
    },
    allow() {
      keeps = true;
      for (const [name, value] of memory) keep(name, value);
    },
  };
}
