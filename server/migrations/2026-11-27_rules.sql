-- Conditions compare texts without accents and capitals. The twin of rules/fold.ts: the same table of letters, so that neither the
-- locale nor the version of the database decides; a test compares. Immutable, so an index may stand on it. A new function only.
create function prosa_fold(value text) returns text language sql immutable strict parallel safe
  return translate(regexp_replace(normalize(value, NFD), '[\u0300-\u036f]', '', 'g'),
    'ABCDEFGHIJKLMNOPQRSTUVWXYZÆŒØÞĐŁŊƏΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐ',
    'abcdefghijklmnopqrstuvwxyzæœøþđłŋəαβγδεζηθικλμνξοπρστυφχψωабвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґ');
