import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useMay } from "../shell/session.tsx";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import { ClipboardList, Plus, Search } from "../ui/icons.generated.ts";
import { InputBox } from "../ui/input.tsx";
import { LoadError } from "../ui/load-error.tsx";
import { Page } from "../ui/page.tsx";
import { Skeleton, SkeletonBar } from "../ui/skeleton.tsx";
import { Switch } from "../ui/switch.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { ASKS } from "./moves.ts";
import { useMove } from "./order-acts.ts";
import { OrderBoard } from "./order-board.tsx";
import { OrderCard } from "./order-card.tsx";
import { OrderFilters } from "./order-filters.tsx";
import styles from "./orders.module.css";
import { type OrdersSearch, readOrdersSearch, toOrders } from "./paths.ts";
import { boardQuery, type Move, type Order, orderList } from "./queries.ts";
import { useWords } from "./words/words.ts";

const NewOrderDialog = lazy(async () => ({ default: (await import("./new-order-dialog.tsx")).NewOrderDialog }));
const OrderCalendar = lazy(async () => ({ default: (await import("./order-calendar.tsx")).OrderCalendar }));
const OrderMap = lazy(async () => ({ default: (await import("./order-map.tsx")).OrderMap }));
const MoveDialog = lazy(async () => ({ default: (await import("./move-dialog.tsx")).MoveDialog }));

/** What is to be done in the field, as a board, a list, a calendar or a map. The address holds which, and what it is narrowed by. */
export function OrdersPage() {
  const t = useWords();
  const navigate = useNavigate();
  const search = useSearch({ strict: false, select: readOrdersSearch });
  const mayWrite = useMay("operations.write");
  const [isNew, setNew] = useState(false);
  const [moving, setMoving] = useState<{ order: Order; move: Move } | null>(null);
  const move = useMove();
  const set = (next: { [Key in keyof OrdersSearch]: unknown }) =>
    void navigate({ ...toOrders(readOrdersSearch({ ...search, ...next })), replace: true });
  const act = (order: Order, wanted: Move) => {
    if (ASKS[wanted] === undefined) void move.run({ orderId: order.id, move: wanted });
    else setMoving({ order, move: wanted });
  };
  useShortcuts({ n: () => mayWrite && setNew(true) });
  const { view = "board" } = search;
  return (
    <Page
      title={t("nav.orders")}
      tabs={
        <Tabs
          label={t("orders.view")}
          selected={view}
          onSelect={(id) => set({ view: id })}
          tabs={(["board", "list", "calendar", "map"] as const).map((id) => ({ id, label: t(`orders.view.${id}`) }))}
        />
      }
      act={
        mayWrite && (
          <Button tone="primary" onClick={() => setNew(true)}>
            <Plus size={16} /> {t("orders.new")}
          </Button>
        )
      }
      layers={
        <Suspense>
          {isNew && <NewOrderDialog onClose={() => setNew(false)} />}
          {moving !== null && <MoveDialog {...moving} onClose={() => setMoving(null)} />}
        </Suspense>
      }
    >
      <div className={styles.page}>
        <div className={styles.bar}>
          <InputBox>
            <Search size={16} />
            <input
              type="search"
              aria-label={t("orders.search")}
              placeholder={t("orders.search")}
              value={search.q ?? ""}
              onChange={({ target }) => set({ q: target.value })}
            />
          </InputBox>
          <OrderFilters search={search} onSet={set} />
          <Switch label={t("orders.mine")} on={search.mine === true} onChange={(on) => set({ mine: on || undefined })} />
          <Switch label={t("orders.late")} on={search.late === true} onChange={(on) => set({ late: on || undefined })} />
          {view === "list" && (
            <Switch label={t("orders.over")} on={search.over === true} onChange={(on) => set({ over: on || undefined })} />
          )}
        </div>
        {view === "list" && <List search={search} />}
        {view === "board" && <Board search={search} onMove={act} />}
        {view === "calendar" && (
          <Suspense fallback={<Waiting />}>
            <OrderCalendar search={search} onSet={set} />
          </Suspense>
        )}
        {view === "map" && (
          <Suspense fallback={<Waiting />}>
            <OrderMap search={search} />
          </Suspense>
        )}
      </div>
    </Page>
  );
}

function Board({ search, onMove }: { search: OrdersSearch; onMove: (order: Order, move: Move) => void }) {
  const { data, isPending, isError, error, refetch } = useQuery(boardQuery(search));
  if (isPending) return <Waiting />;
  if (isError) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (data.columns.every(({ count }) => count === 0)) return <None />;
  return <OrderBoard columns={data.columns} onMove={onMove} />;
}

function List({ search }: { search: OrdersSearch }) {
  const t = useWords();
  const list = useInfiniteQuery(orderList(search));
  const orders = list.data?.pages.flatMap(({ items }) => items) ?? [];
  if (list.isPending) return <Waiting />;
  if (list.isError && orders.length === 0) return <LoadError error={list.error} onRetry={() => void list.refetch()} />;
  if (orders.length === 0) return <None />;
  return (
    <>
      <ul className={styles.rows} aria-label={t("nav.orders")}>
        {orders.map((order) => (
          <li key={order.id}>
            <OrderCard order={order} showsState />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button size="wide" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("orders.more")}
        </Button>
      )}
    </>
  );
}

const Waiting = () => (
  <Skeleton>
    <SkeletonBar width="60%" top={12} />
    <SkeletonBar width="80%" top={12} />
  </Skeleton>
);

function None() {
  const t = useWords();
  return <Blank icon={<ClipboardList size={20} />} title={t("orders.none")} text={t("orders.noneText")} />;
}
