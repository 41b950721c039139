import { defineWords } from "../../../../text/define-words.ts";

/** What roles and rights are called. */
const roleWords = defineWords({ "pt-BR": () => import("./pt-BR.ts"), en: () => import("./en.ts"), es: () => import("./es.ts") });
export const { useWords: useRoleWords } = roleWords;

/** What a right is called; by its own name where a room brought one that has no words here. */
export function useNameOfRight(): (right: string) => string {
  const say = useRoleWords();
  return (right) => say.find(`right.${right}`) ?? right;
}
