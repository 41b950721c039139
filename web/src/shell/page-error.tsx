import { LoadError } from "../ui/load-error.tsx";

/** A page, or a part of one, that cannot be drawn: it is loaded anew, which also brings the version that runs at the server now. */
export const PageError = ({ error }: { error: unknown }) => <LoadError error={error} onRetry={() => window.location.reload()} />;
