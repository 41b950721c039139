const PATHS = {
  down: "m6.5 9.5 5.5 5.5 5.5-5.5",
  more: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  send: "M20.6 3.6 3.6 10.2l6.6 3.6 3.6 6.6zM10.2 13.8l4-4",
  clip: "m20 11.6-8.3 8.2a5 5 0 0 1-7-7l8.6-8.7a3.4 3.4 0 0 1 4.8 4.8l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.6-7.6",
  mic: "M12 3.5a2.8 2.8 0 0 1 2.8 2.8v5a2.8 2.8 0 0 1-5.6 0v-5A2.8 2.8 0 0 1 12 3.5zM6 11.2a6 6 0 0 0 12 0M12 17.2v3.3",
  stop: "M7 7h10v10H7z",
};

export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} stroke-width={name === "more" ? 3 : undefined} />
    </svg>
  );
}
