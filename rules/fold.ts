/**
 * The letters that have a small form once their accents are gone. A table, and no rule of a locale: the database folds by the same one
 * (SQL function `prosa_fold`), whatever locale it was made with.
 */
const CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÆŒØÞĐŁŊƏΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐ";
const SMALL = "abcdefghijklmnopqrstuvwxyzæœøþđłŋəαβγδεζηθικλμνξοπρστυφχψωабвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґ";
const LOWER = new Map([...CAPITALS].map((letter, index) => [letter, SMALL[index] as string]));

/** A text without accents and capitals, for comparing: "São JOSÉ" and "sao jose" fold to the same. Pure; twin of SQL `prosa_fold`. */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .replaceAll(/\p{Lu}/gu, (letter) => LOWER.get(letter) ?? letter);
}
