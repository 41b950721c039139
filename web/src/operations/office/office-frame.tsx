import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Page } from "../../ui/page.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { OFFICE_PARTS, type OfficePart, toOffice } from "./paths.ts";
import { useWords } from "./words/words.ts";

interface OfficeFrameProps {
  part: OfficePart;
  act?: ReactNode;
  layers?: ReactNode;
  children: ReactNode;
}

/** The office's lists side by side: whoever looks for one finds the others. */
export function OfficeFrame({ part, act, layers, children }: OfficeFrameProps) {
  const t = useWords();
  const navigate = useNavigate();
  return (
    <Page
      title={t(`office.${part}`)}
      tabs={
        <Tabs
          label={t("office.parts")}
          selected={part}
          onSelect={(id) => void navigate(toOffice(id))}
          tabs={OFFICE_PARTS.map((id) => ({ id, label: t(`office.${id}`) }))}
        />
      }
      act={act}
      layers={layers}
    >
      {children}
    </Page>
  );
}
