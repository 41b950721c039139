// First: what components bring along finds the order of the layers there.
import "./styles/layers.css";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ApiError, OfflineError } from "./api/client.ts";
import * as faces from "./rooms.ts";
import { buildRouter } from "./router.tsx";
import { forgetBefore, forgetKept } from "./shell/forget-kept.ts";
import { GATE, GATES, gateAddress } from "./shell/room.ts";

/** A login that went into another workspace begins anew there; one that ended sends to the login page, wherever it is noticed, and takes along what was kept of it. */
function onError(error: unknown) {
  if (!(error instanceof ApiError)) return;
  const gate = GATES[error.code]?.to;
  if (gate !== undefined && window.location.pathname !== gate) window.location.assign(gate);
  if (error.code === "team.other_workspace") void forgetBefore().then(() => window.location.assign("/"));
  if (error.status !== 401) return;
  void forgetKept();
  if (window.location.pathname !== GATE.to) window.location.assign(gateAddress());
}

const rooms = Object.values(faces).toSorted((a, b) => a.place - b.place);

const client = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: { staleTime: 5_000, retry: (count, error) => error instanceof OfflineError && count < 5, refetchOnWindowFocus: false },
  },
});

const place = document.getElementById("root");
if (place === null) throw new Error("the page has no root");
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={buildRouter(client, rooms)} />
    </QueryClientProvider>
  </StrictMode>,
);
