import L from "leaflet";
import { useEffect, useRef } from "react";
import "./leaflet.css";
import styles from "./order-map.module.css";
import { PRIORITIES } from "./paths.ts";
import type { MapSite, Tiles } from "./queries.ts";
import { useWords } from "./words/words.ts";

export type PlacedSite = MapSite & { place: NonNullable<MapSite["place"]> };

interface MapGroundProps {
  sites: PlacedSite[];
  /** Null: the ground is plain. */
  tiles: Tiles | null;
  chosenId: string | null;
  onChoose: (siteId: string) => void;
}

/** Sites where they are, each a circle with its number of orders. It shows all of them whenever others come or go. */
export function MapGround({ sites, tiles, chosenId, onChoose }: MapGroundProps) {
  const t = useWords();
  const ground = useRef<HTMLElement>(null);
  const map = useRef<L.Map>(null);
  const shown = useRef("");
  const [zoomIn, zoomOut] = [t("map.zoomIn"), t("map.zoomOut")];

  useEffect(() => {
    if (ground.current === null) return;
    const made = L.map(ground.current, { zoomControl: false, attributionControl: false, minZoom: 2, maxZoom: 19, ...motion() });
    L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(made);
    L.control.scale({ imperial: false }).addTo(made);
    map.current = made;
    shown.current = "";
    return () => {
      made.remove();
      map.current = null;
    };
  }, [zoomIn, zoomOut]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the map is made anew with other words on its buttons
  useEffect(() => {
    const on = map.current;
    if (on === null || tiles === null) return;
    const layer = L.tileLayer(tileAddress(tiles, { z: "{z}", x: "{x}", y: "{y}" }), {
      maxZoom: 19,
      attribution: asHtml(tiles.attribution),
    });
    const names = L.control.attribution({ prefix: false }).addTo(on);
    layer.addTo(on);
    return () => {
      layer.remove();
      names.remove();
    };
  }, [tiles, zoomIn, zoomOut]);

  useEffect(() => {
    const on = map.current;
    if (on === null) return;
    const ids = sites.map(({ id }) => id).join();
    if (ids !== shown.current && sites.length > 0) on.fitBounds(L.latLngBounds(sites.map(positionOf)), { padding: [40, 40], maxZoom: 15 });
    shown.current = ids;
    const markers = L.layerGroup().addTo(on);
    for (const site of sites) {
      const title = t("map.marker", { name: site.name, count: site.openCount, priority: t(`priority.${site.worstPriority}`) });
      L.marker(positionOf(site), {
        title,
        icon: circleOf(site, site.id === chosenId),
        zIndexOffset: PRIORITIES.indexOf(site.worstPriority) * 1_000,
      })
        .on("click", () => onChoose(site.id))
        .on("keydown", ({ originalEvent }) => {
          if (originalEvent.key !== "Enter") return;
          // The focus moves to the list: the same press would close there what it opened.
          originalEvent.preventDefault();
          onChoose(site.id);
        })
        .addTo(markers);
    }
    return () => void markers.remove();
  }, [sites, chosenId, onChoose, t]);

  return <section ref={ground} className={styles.ground} aria-label={t("map.ground")} />;
}

/** Of our own server: it fetches the tile, and nobody else learns who looks where. */
export const tileAddress = ({ version }: Tiles, { z, x, y }: Record<"z" | "x" | "y", string | number>): string =>
  `/api/v1/map-tiles/${z}/${x}/${y}?v=${version}`;

/** Leaflet takes it as HTML. */
function asHtml(text: string): string {
  const span = document.createElement("span");
  span.textContent = text;
  return span.innerHTML;
}

const positionOf = ({ place }: PlacedSite): L.LatLngTuple => [place.latitude, place.longitude];

/** Leaflet asks the stylesheet about its own movements only in part. */
function motion(): L.MapOptions {
  const moves = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  return { zoomAnimation: moves, fadeAnimation: moves, markerZoomAnimation: moves, inertia: moves };
}

function circleOf({ openCount, worstPriority }: PlacedSite, isChosen: boolean): L.DivIcon {
  const circle = document.createElement("span");
  circle.textContent = String(openCount);
  circle.dataset["priority"] = worstPriority;
  if (isChosen) circle.dataset["chosen"] = "";
  const size = openCount > 99 ? 44 : 36;
  return L.divIcon({ html: circle, className: styles.marker ?? "", iconSize: [size, size] });
}
