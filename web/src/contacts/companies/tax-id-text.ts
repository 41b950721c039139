/** A tax id as people write it: 11.222.333/0001-81 in Brazil, 501 964 843 in Portugal; others as they are kept. Pure. */
export function taxIdText({ country, id }: { country: string; id: string }): string {
  if (country === "BR" && id.length === 14)
    return `${id.slice(0, 2)}.${id.slice(2, 5)}.${id.slice(5, 8)}/${id.slice(8, 12)}-${id.slice(12)}`;
  return country === "PT" && id.length === 9 ? `${id.slice(0, 3)} ${id.slice(3, 6)} ${id.slice(6)}` : id;
}
