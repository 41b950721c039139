import { Navigate } from "@tanstack/react-router";
import { useMe } from "../shell/session.tsx";
import { Page } from "../ui/page.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { useTab } from "../ui/use-tab.ts";
import { ControlsShown } from "./controls-shown.tsx";
import { FilterShown } from "./filter-shown.tsx";
import { LayersShown } from "./layers-shown.tsx";
import { MarksShown } from "./marks-shown.tsx";
import { StatesShown } from "./states-shown.tsx";
import { TableShown } from "./table-shown.tsx";

const PARTS = ["all", "controls", "marks", "states", "table", "filter", "layers"] as const;

/**
 * `/kit`: every component of `ui/` in every state, for those who build a screen and for the test that looks at it. It is there in the
 * demonstration and while developing; its words are samples for developers, not texts of the product, and stand in no catalogue.
 */
export function KitPage() {
  const me = useMe();
  const [part, setPart] = useTab(PARTS);
  if (!me.isDemo && !import.meta.env.DEV) return <Navigate to="/" />;
  const shows = (one: (typeof PARTS)[number]) => part === "all" || part === one;
  return (
    <Page title="Kit" tabs={<Tabs label="Parts" tabs={PARTS.map((id) => ({ id, label: id }))} selected={part} onSelect={setPart} />}>
      {shows("controls") && <ControlsShown />}
      {shows("marks") && <MarksShown />}
      {shows("states") && <StatesShown />}
      {shows("table") && <TableShown />}
      {shows("filter") && <FilterShown />}
      {shows("layers") && <LayersShown />}
    </Page>
  );
}
