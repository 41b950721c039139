/** A table that is asked with words of people: "toString" and "constructor" are words like others, and in no table by themselves. */
export const byWord = <Value>(table: Record<string, Value>): Readonly<Record<string, Value>> => Object.assign(Object.create(null), table);
