import { type PointerEvent, useRef, useState } from "react";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form.tsx";
import { useSign } from "./order-acts.ts";
import styles from "./orders.module.css";
import { useWords } from "./words/words.ts";

const SIZE = { width: 900, height: 360 };

/** Who was there signs for what was done, with a finger, a pen or the mouse. */
export function SignatureDialog({ orderId, onClose }: { orderId: string; onClose: () => void }) {
  const t = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [signer, setSigner] = useState("");
  const [isDrawn, setDrawn] = useState(false);
  const sign = useSign(orderId);
  async function submit() {
    const picture = canvas.current?.toDataURL("image/png");
    if (picture === undefined || !isDrawn) return sign.setProblem(t("order.signFirst"));
    if ((await sign.run({ picture, signer })) !== undefined) onClose();
  }
  function clear() {
    canvas.current?.getContext("2d")?.clearRect(0, 0, SIZE.width, SIZE.height);
    setDrawn(false);
  }
  return (
    <FormDialog
      title={t("order.sign")}
      onClose={onClose}
      onSubmit={submit}
      busy={sign.busy}
      problem={sign.problem}
      actions={
        <>
          <Button onClick={clear}>{t("order.signAnew")}</Button>
          <Button type="submit" tone="primary" busy={sign.busy}>
            {t("order.save")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("order.signer")}
        required
        pattern=".*\S.*"
        maxLength={120}
        value={signer}
        onChange={({ target }) => setSigner(target.value)}
      />
      <canvas
        ref={canvas}
        {...SIZE}
        className={styles.signature}
        aria-label={t("order.signHere")}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          const pen = penAt(event);
          pen?.context.beginPath();
          pen?.context.moveTo(pen.x, pen.y);
        }}
        onPointerMove={(event) => {
          const pen = event.currentTarget.hasPointerCapture(event.pointerId) ? penAt(event) : undefined;
          if (pen === undefined) return;
          pen.context.lineTo(pen.x, pen.y);
          pen.context.stroke();
          if (!isDrawn) setDrawn(true);
        }}
      />
    </FormDialog>
  );
}

/** Where the pen is on the picture, which has its own size: black on white also where the page is dark. */
function penAt({ currentTarget, clientX, clientY }: PointerEvent<HTMLCanvasElement>) {
  const context = currentTarget.getContext("2d");
  if (context === null) return undefined;
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  context.lineWidth = 4;
  context.lineCap = "round";
  context.lineJoin = "round";
  context.strokeStyle = "#111";
  return { context, x: ((clientX - left) / width) * SIZE.width, y: ((clientY - top) / height) * SIZE.height };
}
