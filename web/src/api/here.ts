let here: string | undefined;

/** From now on this page's requests say which workspace they mean: one that the login has left meanwhile, in another tab, refuses them. */
export function nameWorkspace(id: string): void {
  here = id;
}

export const hereHeaders = (): Record<string, string> => (here === undefined ? {} : { "x-prosa-workspace": here });
