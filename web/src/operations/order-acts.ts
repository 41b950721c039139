import { api, unwrap, uploadFile } from "../api/client.ts";
import { useLocale } from "../text/locale.tsx";
import { useAct } from "../ui/use-act.ts";
import { sameTimeOn } from "./calendar-days.ts";
import type { Move, NewOrder, Order, OrderChange } from "./queries.ts";
import { whenText } from "./when-text.ts";
import { useWords } from "./words/words.ts";

const refresh = [["orders"]];

export interface WantedMove {
  orderId: string;
  move: Move;
  reason?: string;
  solution?: string;
  technicianId?: string | null;
}

/** One move of an order. @param problem where a failure is shown: a dialog shows it itself */
export function useMove(problem: "toast" | "inline" = "toast") {
  const t = useWords();
  return useAct(
    t,
    ({ orderId, move, ...body }: WantedMove) =>
      unwrap(api.POST(`/api/v1/work-orders/{orderId}/${move}`, { params: { path: { orderId } }, body })),
    { refresh, problem, done: ({ code, state }) => ({ text: t("orders.moved", { code, state: t(`state.${state}`) }) }) },
  );
}

export function useOpenOrder() {
  return useAct(useWords(), (body: NewOrder) => unwrap(api.POST("/api/v1/work-orders", { body })), { refresh, problem: "inline" });
}

export function useChangeOrder() {
  return useAct(
    useWords(),
    ({ orderId, ...body }: OrderChange & { orderId: string }) =>
      unwrap(api.PATCH("/api/v1/work-orders/{orderId}", { params: { path: { orderId } }, body })),
    { refresh },
  );
}

/** To another day at the same hour; the way back is offered. */
export function useMoveToDay(): (order: Pick<Order, "id" | "code" | "dueAt">, day: string) => void {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const due = ({ id, dueAt }: Pick<Order, "id" | "dueAt">) =>
    unwrap(api.PATCH("/api/v1/work-orders/{orderId}", { params: { path: { orderId: id } }, body: { dueAt } }));
  const back = useAct(t, due, { refresh });
  const move = useAct(
    t,
    ({ order, day }: { order: Pick<Order, "id" | "code" | "dueAt">; day: string }) =>
      due({ id: order.id, dueAt: sameTimeOn(day, order.dueAt, timeZone) }),
    {
      refresh,
      done: ({ code, dueAt }, { order }) => ({
        text: t("calendar.moved", { code, when: whenText(dueAt, language, timeZone) }),
        undo: () => void back.run(order),
      }),
    },
  );
  return (order, day) => void move.run({ order, day });
}

/** The picture of a signature as a `data:` address, and who signed. */
export function useSign(orderId: string) {
  return useAct(
    useWords(),
    async ({ picture, signer }: { picture: string; signer: string }) => {
      const body = { picture: picture.slice(picture.indexOf(",") + 1), signer };
      return unwrap(api.POST("/api/v1/work-orders/{orderId}/signature", { params: { path: { orderId } }, body }));
    },
    { refresh, problem: "inline" },
  );
}

/** Uploads a file and adds it to the order. */
export function useAddFile(orderId: string) {
  return useAct(
    useWords(),
    async (file: File) => {
      const upload = await uploadFile(file, file.name, false, () => undefined);
      return unwrap(
        api.POST("/api/v1/work-orders/{orderId}/files", {
          params: { path: { orderId } },
          body: { attachmentId: upload.id, name: file.name },
        }),
      );
    },
    { refresh },
  );
}
