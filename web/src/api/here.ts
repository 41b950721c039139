let here: string | undefined;

/**
 * From now on this page's requests say which workspace they mean: one that the login has left meanwhile, in another tab, refuses them.
 * @param id undefined when the person has left: whoever comes next may be at home elsewhere
 */
export function nameWorkspace(id: string | undefined): void {
  here = id;
}

export const hereHeaders = (): Record<string, string> => (here === undefined ? {} : { "x-prosa-workspace": here });
