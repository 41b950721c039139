/** `+55 92 98114-2207`; numbers of other countries stay as they are. Pure. */
export function formatPhone(value: string): string {
  const brazil = /^\+55(\d\d)(\d{4,5})(\d{4})$/.exec(value);
  return brazil === null ? value : `+55 ${brazil[1]} ${brazil[2]}-${brazil[3]}`;
}
