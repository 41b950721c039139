import { useQuery } from "@tanstack/react-query";
import { Select } from "../ui/input.tsx";
import { type OrdersSearch, PRIORITIES } from "./paths.ts";
import { sitesQuery, techniciansQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

interface OrderFiltersProps {
  search: OrdersSearch;
  onSet: (next: { technicianId?: string; siteId?: string; priority?: string }) => void;
}

/** By whom, where, and how pressing. */
export function OrderFilters({ search, onSet }: OrderFiltersProps) {
  const t = useWords();
  const technicians = useQuery(techniciansQuery).data?.items ?? [];
  const sites = useQuery(sitesQuery).data?.items ?? [];
  const choices = [
    { name: "technicianId", any: t("orders.anyTechnician"), options: technicians.map(({ memberId, name }) => [memberId, name] as const) },
    { name: "siteId", any: t("orders.anySite"), options: sites.map(({ id, name }) => [id, name] as const) },
    { name: "priority", any: t("orders.anyPriority"), options: PRIORITIES.map((one) => [one, t(`priority.${one}`)] as const) },
  ] as const;
  return choices.map(({ name, any, options }) => (
    <Select key={name} small aria-label={any} value={search[name] ?? ""} onChange={({ target }) => onSet({ [name]: target.value })}>
      <option value="">{any}</option>
      {options.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </Select>
  ));
}
