/** Gives the focus to the page itself: for when what had it is gone. */
export function focusPage() {
  const page = document.querySelector<HTMLElement>("main");
  if (page === null) return;
  page.tabIndex = -1;
  page.focus({ preventScroll: true });
}
