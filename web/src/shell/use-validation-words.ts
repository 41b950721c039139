import { useEffect } from "react";
import { type CommonText, useCommonWords } from "../text/define-words.ts";

/** What the browser says of fields that are not filled in well, it says in the page's language and not in its own. */
export function useValidationWords() {
  const t = useCommonWords();
  useEffect(() => {
    const onInvalid = ({ target }: Event) => {
      if (isField(target)) target.setCustomValidity(wordsFor(target, t));
    };
    // A field with words of ours counts as wrong until they are taken away.
    const onInput = ({ target }: Event) => {
      if (isField(target)) target.setCustomValidity("");
    };
    document.addEventListener("invalid", onInvalid, true);
    document.addEventListener("input", onInput, true);
    return () => {
      document.removeEventListener("invalid", onInvalid, true);
      document.removeEventListener("input", onInput, true);
    };
  }, [t]);
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;

function wordsFor(field: Field, t: CommonText): string {
  const { valueMissing, typeMismatch, tooShort } = field.validity;
  if (valueMissing) return t("field.missing");
  if (typeMismatch && field.type === "email") return t("field.email");
  if (typeMismatch && field.type === "url") return t("field.url");
  if (tooShort && "minLength" in field) return t("field.short", { min: field.minLength });
  return t("field.other");
}
