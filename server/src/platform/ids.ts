import { v7 } from "uuid";

/** A new UUIDv7: time-ordered, made here so that a row's id is known before it is stored. */
export const newId = (): string => v7();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isId = (value: unknown): value is string => typeof value === "string" && UUID.test(value);
