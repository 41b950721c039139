export function BrandMark({ size }: { size: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} fill="none" strokeLinecap="round" aria-hidden="true" style={{ flex: "none" }}>
      <rect width="24" height="24" rx="7" fill="var(--acc)" />
      <path
        d="M7.6 5.8h8.8a2.6 2.6 0 0 1 2.6 2.6v5.2a2.6 2.6 0 0 1-2.6 2.6h-3.7l-3.9 2.9c-.5.4-1 .1-1-.5v-2.4h-.2A2.6 2.6 0 0 1 5 13.6V8.4a2.6 2.6 0 0 1 2.6-2.6z"
        fill="var(--on-acc)"
      />
      <path d="M8.2 9.6h5.2M10.6 12.7h5.2" stroke="var(--acc)" strokeWidth="1.7" />
    </svg>
  );
}
