/** As strict as a page can be that has the chat: no inline script or style. */
export const PREVIEW_POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; media-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

/** @param channelId checked: it stands in the page as it is */
export const previewPage = (channelId: string): string => `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Prosa</title>
<script src="/widget.js" data-chat="${channelId}" async></script>
</head>
<body></body>
</html>
`;
