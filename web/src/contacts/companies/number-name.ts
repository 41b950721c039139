/** The words for a company's number where it was given out. */
export function numberName(country: string) {
  if (country === "BR") return "companies.cnpj" as const;
  return country === "PT" ? ("companies.nif" as const) : ("companies.taxId" as const);
}
