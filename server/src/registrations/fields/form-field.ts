/** `name`: of a person, whole. `postal_pt`: 0000-000. `file`: a picture or a PDF. */
export const FIELD_TYPES = ["text", "name", "nif", "cpf", "cnpj", "phone", "email", "postal_pt", "cep", "date", "file"] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** One thing that a form asks. */
export interface FormField {
  /** Small letters, digits and `_`: flows and programs name it by this. */
  key: string;
  label: string;
  type: FieldType;
  isRequired: boolean;
  /** Of a phone: the country of numbers that are written without one. */
  country: "PT" | "BR" | null;
  /** Of a file that proves something: how old it may be, by the date that the reviewer reads in it. */
  maxAgeMonths: number | null;
  /** What approval writes of the contact: `name`, `phone`, `email`, or `field:` and the key of a field; null: nothing. */
  writesTo: string | null;
}

/** Those that tell people and companies apart: two registrations with one are of the same. */
export const TAX_TYPES: readonly FieldType[] = ["nif", "cpf", "cnpj"];
