// Made by `npm run generate` from the names that are imported from here. To use another icon of https://lucide.dev, import its name and generate.
//
// ISC License
//
// Copyright (c) 2026 Lucide Icons and Contributors
//
// Permission to use, copy, modify, and/or distribute this software for any
// purpose with or without fee is hereby granted, provided that the above
// copyright notice and this permission notice appear in all copies.
//
// THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES
// WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF
// MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR
// ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES
// WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
// ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF
// OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.
//
// ---
//
// The following Lucide icons are derived from the Feather project:
//
// airplay, alert-circle, alert-octagon, alert-triangle, aperture, arrow-down-circle, arrow-down-left, arrow-down-right, arrow-down, arrow-left-circle, arrow-left, arrow-right-circle, arrow-right, arrow-up-circle, arrow-up-left, arrow-up-right, arrow-up, at-sign, calendar, cast, check, chevron-down, chevron-left, chevron-right, chevron-up, chevrons-down, chevrons-left, chevrons-right, chevrons-up, circle, clipboard, clock, code, columns, command, compass, corner-down-left, corner-down-right, corner-left-down, corner-left-up, corner-right-down, corner-right-up, corner-up-left, corner-up-right, crosshair, database, divide-circle, divide-square, dollar-sign, download, external-link, feather, frown, hash, headphones, help-circle, info, italic, key, layout, life-buoy, link-2, link, loader, lock, log-in, log-out, maximize, meh, minimize, minimize-2, minus-circle, minus-square, minus, monitor, moon, more-horizontal, more-vertical, move, music, navigation-2, navigation, octagon, pause-circle, percent, plus-circle, plus-square, plus, power, radio, rss, search, server, share, shopping-bag, sidebar, smartphone, smile, square, table-2, tablet, target, terminal, trash-2, trash, triangle, tv, type, upload, x-circle, x-octagon, x-square, x, zoom-in, zoom-out
//
// The MIT License (MIT) (for the icons listed above)
//
// Copyright (c) 2013-present Cole Bemis
//
// Permission is hereby granted, free of charge, to any person obtaining a copy
// of this software and associated documentation files (the "Software"), to deal
// in the Software without restriction, including without limitation the rights
// to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
// copies of the Software, and to permit persons to whom the Software is
// furnished to do so, subject to the following conditions:
//
// The above copyright notice and this permission notice shall be included in all
// copies or substantial portions of the Software.
//
// THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
// IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
// FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
// AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
// LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
// OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
// SOFTWARE.
import { createIcon } from "./icon.tsx";

export const AlarmClock = createIcon("alarm-clock", [
  ["circle",{"cx":"12","cy":"13","r":"8"}],
  ["path",{"d":"M12 9v4l2 2"}],
  ["path",{"d":"M5 3 2 6"}],
  ["path",{"d":"m22 6-3-3"}],
  ["path",{"d":"M6.38 18.7 4 21"}],
  ["path",{"d":"M17.64 18.67 20 21"}],
]);
export const AlignCenterVertical = createIcon("align-center-vertical", [
  ["path",{"d":"M12 2v20"}],
  ["path",{"d":"M8 10H4a2 2 0 0 1-2-2V6c0-1.1.9-2 2-2h4"}],
  ["path",{"d":"M16 10h4a2 2 0 0 0 2-2V6a2 2 0 0 0-2-2h-4"}],
  ["path",{"d":"M8 20H7a2 2 0 0 1-2-2v-2c0-1.1.9-2 2-2h1"}],
  ["path",{"d":"M16 14h1a2 2 0 0 1 2 2v2a2 2 0 0 1-2 2h-1"}],
]);
export const AlignStartHorizontal = createIcon("align-start-horizontal", [
  ["rect",{"width":"6","height":"16","x":"4","y":"6","rx":"2"}],
  ["rect",{"width":"6","height":"9","x":"14","y":"6","rx":"2"}],
  ["path",{"d":"M22 2H2"}],
]);
export const AlignStartVertical = createIcon("align-start-vertical", [
  ["rect",{"width":"9","height":"6","x":"6","y":"14","rx":"2"}],
  ["rect",{"width":"16","height":"6","x":"6","y":"4","rx":"2"}],
  ["path",{"d":"M2 2v20"}],
]);
export const Archive = createIcon("archive", [
  ["rect",{"width":"20","height":"5","x":"2","y":"3","rx":"1"}],
  ["path",{"d":"M4 8v11a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V8"}],
  ["path",{"d":"M10 12h4"}],
]);
export const ArrowDown = createIcon("arrow-down", [
  ["path",{"d":"M12 5v14"}],
  ["path",{"d":"m19 12-7 7-7-7"}],
]);
export const ArrowLeft = createIcon("arrow-left", [
  ["path",{"d":"m12 19-7-7 7-7"}],
  ["path",{"d":"M19 12H5"}],
]);
export const ArrowLeftRight = createIcon("arrow-left-right", [
  ["path",{"d":"M8 3 4 7l4 4"}],
  ["path",{"d":"M4 7h16"}],
  ["path",{"d":"m16 21 4-4-4-4"}],
  ["path",{"d":"M20 17H4"}],
]);
export const ArrowUp = createIcon("arrow-up", [
  ["path",{"d":"m5 12 7-7 7 7"}],
  ["path",{"d":"M12 19V5"}],
]);
export const AtSign = createIcon("at-sign", [
  ["circle",{"cx":"12","cy":"12","r":"4"}],
  ["path",{"d":"M16 8v5a3 3 0 0 0 6 0v-1a10 10 0 1 0-4 8"}],
]);
export const Bell = createIcon("bell", [
  ["path",{"d":"M10.268 21a2 2 0 0 0 3.464 0"}],
  ["path",{"d":"M3.262 15.326A1 1 0 0 0 4 17h16a1 1 0 0 0 .74-1.673C19.41 13.956 18 12.499 18 8A6 6 0 0 0 6 8c0 4.499-1.411 5.956-2.738 7.326"}],
]);
export const BellOff = createIcon("bell-off", [
  ["path",{"d":"M10.268 21a2 2 0 0 0 3.464 0"}],
  ["path",{"d":"M17 17H4a1 1 0 0 1-.74-1.673C4.59 13.956 6 12.499 6 8a6 6 0 0 1 .258-1.742"}],
  ["path",{"d":"m2 2 20 20"}],
  ["path",{"d":"M8.668 3.01A6 6 0 0 1 18 8c0 2.687.77 4.653 1.707 6.05"}],
]);
export const BellRing = createIcon("bell-ring", [
  ["path",{"d":"M10.268 21a2 2 0 0 0 3.464 0"}],
  ["path",{"d":"M22 8c0-2.3-.8-4.3-2-6"}],
  ["path",{"d":"M3.262 15.326A1 1 0 0 0 4 17h16a1 1 0 0 0 .74-1.673C19.41 13.956 18 12.499 18 8A6 6 0 0 0 6 8c0 4.499-1.411 5.956-2.738 7.326"}],
  ["path",{"d":"M4 2C2.8 3.7 2 5.7 2 8"}],
]);
export const Bot = createIcon("bot", [
  ["path",{"d":"M12 8V4H8"}],
  ["rect",{"width":"16","height":"12","x":"4","y":"8","rx":"2"}],
  ["path",{"d":"M2 14h2"}],
  ["path",{"d":"M20 14h2"}],
  ["path",{"d":"M15 13v2"}],
  ["path",{"d":"M9 13v2"}],
]);
export const Braces = createIcon("braces", [
  ["path",{"d":"M8 3H7a2 2 0 0 0-2 2v5a2 2 0 0 1-2 2 2 2 0 0 1 2 2v5c0 1.1.9 2 2 2h1"}],
  ["path",{"d":"M16 21h1a2 2 0 0 0 2-2v-5c0-1.1.9-2 2-2a2 2 0 0 1-2-2V5a2 2 0 0 0-2-2h-1"}],
]);
export const Building2 = createIcon("building-complex", [
  ["path",{"d":"M10 12h4"}],
  ["path",{"d":"M10 8h4"}],
  ["path",{"d":"M14 21v-3a2 2 0 0 0-4 0v3"}],
  ["path",{"d":"M6 10H4a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2V9a2 2 0 0 0-2-2h-2"}],
  ["path",{"d":"M6 21V5a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v16"}],
]);
export const Calculator = createIcon("calculator", [
  ["rect",{"width":"16","height":"20","x":"4","y":"2","rx":"2"}],
  ["line",{"x1":"8","x2":"16","y1":"6","y2":"6"}],
  ["line",{"x1":"16","x2":"16","y1":"14","y2":"18"}],
  ["path",{"d":"M16 10h.01"}],
  ["path",{"d":"M12 10h.01"}],
  ["path",{"d":"M8 10h.01"}],
  ["path",{"d":"M12 14h.01"}],
  ["path",{"d":"M8 14h.01"}],
  ["path",{"d":"M12 18h.01"}],
  ["path",{"d":"M8 18h.01"}],
]);
export const CalendarClock = createIcon("calendar-clock", [
  ["path",{"d":"M16 14v2.2l1.6 1"}],
  ["path",{"d":"M16 2v3"}],
  ["path",{"d":"M21 7.338V5a2 2 0 00-2-2H5a2 2 0 00-2 2v14a2 2 0 002 2h2.338"}],
  ["path",{"d":"M3 9h5.859"}],
  ["path",{"d":"M8 2v3"}],
  ["circle",{"cx":"16","cy":"16","r":"6"}],
]);
export const CalendarDays = createIcon("calendar-days", [
  ["path",{"d":"M8 2v3"}],
  ["path",{"d":"M16 2v3"}],
  ["rect",{"x":"3","y":"3","width":"18","height":"18","rx":"2"}],
  ["path",{"d":"M3 9h18"}],
  ["path",{"d":"M8 13h.01"}],
  ["path",{"d":"M12 13h.01"}],
  ["path",{"d":"M16 13h.01"}],
  ["path",{"d":"M8 17h.01"}],
  ["path",{"d":"M12 17h.01"}],
  ["path",{"d":"M16 17h.01"}],
]);
export const ChartColumn = createIcon("chart-column", [
  ["path",{"d":"M3 3v16a2 2 0 0 0 2 2h16"}],
  ["path",{"d":"M18 17V9"}],
  ["path",{"d":"M13 17V5"}],
  ["path",{"d":"M8 17v-3"}],
]);
export const Check = createIcon("check", [
  ["path",{"d":"M20 6 9 17l-5-5"}],
]);
export const ChevronDown = createIcon("chevron-down", [
  ["path",{"d":"m6 9 6 6 6-6"}],
]);
export const ChevronLeft = createIcon("chevron-left", [
  ["path",{"d":"m15 18-6-6 6-6"}],
]);
export const ChevronRight = createIcon("chevron-right", [
  ["path",{"d":"m9 18 6-6-6-6"}],
]);
export const ChevronUp = createIcon("chevron-up", [
  ["path",{"d":"m18 15-6-6-6 6"}],
]);
export const CircleAlert = createIcon("circle-exclamation-point", [
  ["circle",{"cx":"12","cy":"12","r":"10"}],
  ["line",{"x1":"12","x2":"12","y1":"8","y2":"12"}],
  ["line",{"x1":"12","x2":"12.01","y1":"16","y2":"16"}],
]);
export const CircleCheck = createIcon("circle-check", [
  ["circle",{"cx":"12","cy":"12","r":"10"}],
  ["path",{"d":"m16 9-5.5 5.5L8 12"}],
]);
export const CircleHelp = createIcon("circle-question-mark", [
  ["circle",{"cx":"12","cy":"12","r":"10"}],
  ["path",{"d":"M9 9.5a3 2.5 0 016 0c0 2-2 2-3 3.5"}],
  ["path",{"d":"M12 17h.01"}],
]);
export const CircleStop = createIcon("circle-stop", [
  ["circle",{"cx":"12","cy":"12","r":"10"}],
  ["rect",{"x":"9","y":"9","width":"6","height":"6","rx":"1"}],
]);
export const ClipboardList = createIcon("clipboard-list", [
  ["rect",{"width":"8","height":"4","x":"8","y":"2","rx":"1","ry":"1"}],
  ["path",{"d":"M16 4h2a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h2"}],
  ["path",{"d":"M12 11h4"}],
  ["path",{"d":"M12 16h4"}],
  ["path",{"d":"M8 11h.01"}],
  ["path",{"d":"M8 16h.01"}],
]);
export const Clock = createIcon("clock", [
  ["circle",{"cx":"12","cy":"12","r":"10"}],
  ["path",{"d":"M12 6v6l4 2"}],
]);
export const Code = createIcon("code", [
  ["path",{"d":"m16 18 6-6-6-6"}],
  ["path",{"d":"m8 6-6 6 6 6"}],
]);
export const Columns3 = createIcon("columns-3", [
  ["rect",{"width":"18","height":"18","x":"3","y":"3","rx":"2"}],
  ["path",{"d":"M9 3v18"}],
  ["path",{"d":"M15 3v18"}],
]);
export const Contact = createIcon("contact", [
  ["path",{"d":"M16 2v2"}],
  ["path",{"d":"M7 21v-2a2 2 0 012-2h6a2 2 0 012 2v2"}],
  ["path",{"d":"M8 2v2"}],
  ["circle",{"cx":"12","cy":"10","r":"3"}],
  ["rect",{"x":"3","y":"3","width":"18","height":"18","rx":"2"}],
]);
export const Copy = createIcon("copy", [
  ["rect",{"width":"14","height":"14","x":"8","y":"8","rx":"2","ry":"2"}],
  ["path",{"d":"M4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2"}],
]);
export const CornerDownRight = createIcon("corner-down-right", [
  ["path",{"d":"m15 10 5 5-5 5"}],
  ["path",{"d":"M4 4v7a4 4 0 0 0 4 4h12"}],
]);
export const CornerUpLeft = createIcon("corner-up-left", [
  ["path",{"d":"M20 20v-7a4 4 0 0 0-4-4H4"}],
  ["path",{"d":"M9 14 4 9l5-5"}],
]);
export const Download = createIcon("download", [
  ["path",{"d":"M12 15V3"}],
  ["path",{"d":"M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4"}],
  ["path",{"d":"m7 10 5 5 5-5"}],
]);
export const Ellipsis = createIcon("ellipsis", [
  ["circle",{"cx":"12","cy":"12","r":"1"}],
  ["circle",{"cx":"19","cy":"12","r":"1"}],
  ["circle",{"cx":"5","cy":"12","r":"1"}],
]);
export const ExternalLink = createIcon("external-link", [
  ["path",{"d":"M15 3h6v6"}],
  ["path",{"d":"M10 14 21 3"}],
  ["path",{"d":"M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6"}],
]);
export const Eye = createIcon("eye", [
  ["path",{"d":"M2.062 12.348a1 1 0 0 1 0-.696 10.75 10.75 0 0 1 19.876 0 1 1 0 0 1 0 .696 10.75 10.75 0 0 1-19.876 0"}],
  ["circle",{"cx":"12","cy":"12","r":"3"}],
]);
export const EyeOff = createIcon("eye-off", [
  ["path",{"d":"M10.733 5.076a10.744 10.744 0 0 1 11.205 6.575 1 1 0 0 1 0 .696 10.747 10.747 0 0 1-1.444 2.49"}],
  ["path",{"d":"M14.084 14.158a3 3 0 0 1-4.242-4.242"}],
  ["path",{"d":"M17.479 17.499a10.75 10.75 0 0 1-15.417-5.151 1 1 0 0 1 0-.696 10.75 10.75 0 0 1 4.446-5.143"}],
  ["path",{"d":"m2 2 20 20"}],
]);
export const File = createIcon("file", [
  ["path",{"d":"M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.704.706l3.588 3.588A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2z"}],
  ["path",{"d":"M14 2v5a1 1 0 0 0 1 1h5"}],
]);
export const FileText = createIcon("file-text", [
  ["path",{"d":"M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.704.706l3.588 3.588A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2z"}],
  ["path",{"d":"M14 2v5a1 1 0 0 0 1 1h5"}],
  ["path",{"d":"M10 9H8"}],
  ["path",{"d":"M16 13H8"}],
  ["path",{"d":"M16 17H8"}],
]);
export const FlaskConical = createIcon("flask-conical", [
  ["path",{"d":"M14 2v6a2 2 0 0 0 .245.96l5.51 10.08A2 2 0 0 1 18 22H6a2 2 0 0 1-1.755-2.96l5.51-10.08A2 2 0 0 0 10 8V2"}],
  ["path",{"d":"M6.453 15h11.094"}],
  ["path",{"d":"M8.5 2h7"}],
]);
export const Forward = createIcon("forward", [
  ["path",{"d":"m15 17 5-5-5-5"}],
  ["path",{"d":"M4 18v-2a4 4 0 0 1 4-4h12"}],
]);
export const Gauge = createIcon("gauge", [
  ["path",{"d":"m12 14 4-4"}],
  ["path",{"d":"M3.34 19a10 10 0 1 1 17.32 0"}],
]);
export const Globe = createIcon("globe", [
  ["circle",{"cx":"12","cy":"12","r":"10"}],
  ["path",{"d":"M12 2a14.5 14.5 0 0 0 0 20 14.5 14.5 0 0 0 0-20"}],
  ["path",{"d":"M2 12h20"}],
]);
export const Hand = createIcon("hand", [
  ["path",{"d":"M18 11V6a2 2 0 0 0-2-2a2 2 0 0 0-2 2"}],
  ["path",{"d":"M14 10V4a2 2 0 0 0-2-2a2 2 0 0 0-2 2v2"}],
  ["path",{"d":"M10 10.5V6a2 2 0 0 0-2-2a2 2 0 0 0-2 2v8"}],
  ["path",{"d":"M18 8a2 2 0 1 1 4 0v6a8 8 0 0 1-8 8h-2c-2.8 0-4.5-.86-5.99-2.34l-3.6-3.6a2 2 0 0 1 2.83-2.82L7 15"}],
]);
export const Hash = createIcon("hash", [
  ["line",{"x1":"4","x2":"20","y1":"9","y2":"9"}],
  ["line",{"x1":"4","x2":"20","y1":"15","y2":"15"}],
  ["line",{"x1":"10","x2":"8","y1":"3","y2":"21"}],
  ["line",{"x1":"16","x2":"14","y1":"3","y2":"21"}],
]);
export const Headset = createIcon("headset", [
  ["path",{"d":"M3 11h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-5Zm0 0a9 9 0 1 1 18 0m0 0v5a2 2 0 0 1-2 2h-1a2 2 0 0 1-2-2v-3a2 2 0 0 1 2-2h3Z"}],
  ["path",{"d":"M21 16v2a4 4 0 0 1-4 4h-5"}],
]);
export const Hourglass = createIcon("hourglass", [
  ["path",{"d":"M5 22h14"}],
  ["path",{"d":"M5 2h14"}],
  ["path",{"d":"M17 22v-4.172a2 2 0 0 0-.586-1.414L12 12l-4.414 4.414A2 2 0 0 0 7 17.828V22"}],
  ["path",{"d":"M7 2v4.172a2 2 0 0 0 .586 1.414L12 12l4.414-4.414A2 2 0 0 0 17 6.172V2"}],
]);
export const IdCard = createIcon("id-card", [
  ["path",{"d":"M13 19a4 4 0 00-8 0"}],
  ["path",{"d":"M16 10h2"}],
  ["path",{"d":"M16 14h2"}],
  ["circle",{"cx":"9","cy":"12","r":"3"}],
  ["rect",{"x":"2","y":"5","width":"20","height":"14","rx":"2"}],
]);
export const Image = createIcon("image", [
  ["rect",{"width":"18","height":"18","x":"3","y":"3","rx":"2","ry":"2"}],
  ["circle",{"cx":"9","cy":"9","r":"2"}],
  ["path",{"d":"m21 15-3.086-3.086a2 2 0 0 0-2.828 0L6 21"}],
]);
export const Inbox = createIcon("inbox", [
  ["polyline",{"points":"22 12 16 12 14 15 10 15 8 12 2 12"}],
  ["path",{"d":"M5.45 5.11 2 12v6a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2v-6l-3.45-6.89A2 2 0 0 0 16.76 4H7.24a2 2 0 0 0-1.79 1.11z"}],
]);
export const Info = createIcon("info", [
  ["circle",{"cx":"12","cy":"12","r":"10"}],
  ["path",{"d":"M12 16v-4"}],
  ["path",{"d":"M12 8h.01"}],
]);
export const Keyboard = createIcon("keyboard", [
  ["path",{"d":"M10 8h.01"}],
  ["path",{"d":"M12 12h.01"}],
  ["path",{"d":"M14 8h.01"}],
  ["path",{"d":"M16 12h.01"}],
  ["path",{"d":"M18 8h.01"}],
  ["path",{"d":"M6 8h.01"}],
  ["path",{"d":"M7 16h10"}],
  ["path",{"d":"M8 12h.01"}],
  ["rect",{"width":"20","height":"16","x":"2","y":"4","rx":"2"}],
]);
export const Languages = createIcon("languages", [
  ["path",{"d":"m5 8 6 6"}],
  ["path",{"d":"m4 14 6-6 2-3"}],
  ["path",{"d":"M2 5h12"}],
  ["path",{"d":"M7 2h1"}],
  ["path",{"d":"m22 22-5-10-5 10"}],
  ["path",{"d":"M14 18h6"}],
]);
export const LayoutTemplate = createIcon("layout-template", [
  ["rect",{"width":"18","height":"7","x":"3","y":"3","rx":"1"}],
  ["rect",{"width":"9","height":"7","x":"3","y":"14","rx":"1"}],
  ["rect",{"width":"5","height":"7","x":"16","y":"14","rx":"1"}],
]);
export const List = createIcon("list", [
  ["path",{"d":"M3 5h.01"}],
  ["path",{"d":"M3 12h.01"}],
  ["path",{"d":"M3 19h.01"}],
  ["path",{"d":"M8 5h13"}],
  ["path",{"d":"M8 12h13"}],
  ["path",{"d":"M8 19h13"}],
]);
export const ListChecks = createIcon("list-checks", [
  ["path",{"d":"M13 5h8"}],
  ["path",{"d":"M13 12h8"}],
  ["path",{"d":"M13 19h8"}],
  ["path",{"d":"m3 17 2 2 4-4"}],
  ["path",{"d":"m3 7 2 2 4-4"}],
]);
export const ListFilter = createIcon("list-filter", [
  ["path",{"d":"M2 5h20"}],
  ["path",{"d":"M6 12h12"}],
  ["path",{"d":"M9 19h6"}],
]);
export const ListOrdered = createIcon("list-ordered", [
  ["path",{"d":"M11 5h10"}],
  ["path",{"d":"M11 12h10"}],
  ["path",{"d":"M11 19h10"}],
  ["path",{"d":"M4 4h1v5"}],
  ["path",{"d":"M4 9h2"}],
  ["path",{"d":"M6.5 20H3.4c0-1 2.6-1.925 2.6-3.5a1.5 1.5 0 0 0-2.6-1.02"}],
]);
export const ListTree = createIcon("list-tree", [
  ["path",{"d":"M8 5h13"}],
  ["path",{"d":"M13 12h8"}],
  ["path",{"d":"M13 19h8"}],
  ["path",{"d":"M3 10a2 2 0 0 0 2 2h3"}],
  ["path",{"d":"M3 5v12a2 2 0 0 0 2 2h3"}],
]);
export const LoaderCircle = createIcon("loader-circle", [
  ["path",{"d":"M21 12a9 9 0 1 1-6.219-8.56"}],
]);
export const Lock = createIcon("lock", [
  ["rect",{"width":"18","height":"11","x":"3","y":"11","rx":"2","ry":"2"}],
  ["path",{"d":"M7 11V7a5 5 0 0 1 10 0v4"}],
]);
export const LogOut = createIcon("log-out", [
  ["path",{"d":"m16 17 5-5-5-5"}],
  ["path",{"d":"M21 12H9"}],
  ["path",{"d":"M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4"}],
]);
export const MapPin = createIcon("map-pin", [
  ["path",{"d":"M20 10c0 4.993-5.539 10.193-7.399 11.799a1 1 0 0 1-1.202 0C9.539 20.193 4 14.993 4 10a8 8 0 0 1 16 0"}],
  ["circle",{"cx":"12","cy":"10","r":"3"}],
]);
export const Maximize = createIcon("maximize", [
  ["path",{"d":"M8 3H5a2 2 0 0 0-2 2v3"}],
  ["path",{"d":"M21 8V5a2 2 0 0 0-2-2h-3"}],
  ["path",{"d":"M3 16v3a2 2 0 0 0 2 2h3"}],
  ["path",{"d":"M16 21h3a2 2 0 0 0 2-2v-3"}],
]);
export const Megaphone = createIcon("megaphone", [
  ["path",{"d":"M11 6a13 13 0 0 0 8.4-2.8A1 1 0 0 1 21 4v12a1 1 0 0 1-1.6.8A13 13 0 0 0 11 14H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2z"}],
  ["path",{"d":"M6 14a12 12 0 0 0 2.4 7.2 2 2 0 0 0 3.2-2.4A8 8 0 0 1 10 14"}],
  ["path",{"d":"M8 6v8"}],
]);
export const MessageSquare = createIcon("message-square", [
  ["path",{"d":"M22 17a2 2 0 0 1-2 2H6.828a2 2 0 0 0-1.414.586l-2.202 2.202A.71.71 0 0 1 2 21.286V5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2z"}],
]);
export const MessageSquareQuote = createIcon("message-square-quote", [
  ["path",{"d":"M14 14a2 2 0 0 0 2-2V8h-2"}],
  ["path",{"d":"M22 17a2 2 0 0 1-2 2H6.828a2 2 0 0 0-1.414.586l-2.202 2.202A.71.71 0 0 1 2 21.286V5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2z"}],
  ["path",{"d":"M8 14a2 2 0 0 0 2-2V8H8"}],
]);
export const MessagesSquare = createIcon("messages-square", [
  ["path",{"d":"M16 10a2 2 0 0 1-2 2H6.828a2 2 0 0 0-1.414.586l-2.202 2.202A.71.71 0 0 1 2 14.286V4a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2z"}],
  ["path",{"d":"M20 9a2 2 0 0 1 2 2v10.286a.71.71 0 0 1-1.212.502l-2.202-2.202A2 2 0 0 0 17.172 19H10a2 2 0 0 1-2-2v-1"}],
]);
export const Mic = createIcon("mic", [
  ["path",{"d":"M12 19v3"}],
  ["path",{"d":"M19 10v2a7 7 0 0 1-14 0v-2"}],
  ["rect",{"x":"9","y":"2","width":"6","height":"13","rx":"3"}],
]);
export const Minus = createIcon("minus", [
  ["path",{"d":"M5 12h14"}],
]);
export const Package = createIcon("package", [
  ["path",{"d":"M11 21.73a2 2 0 0 0 2 0l7-4A2 2 0 0 0 21 16V8a2 2 0 0 0-1-1.73l-7-4a2 2 0 0 0-2 0l-7 4A2 2 0 0 0 3 8v8a2 2 0 0 0 1 1.73z"}],
  ["path",{"d":"M12 22V12"}],
  ["polyline",{"points":"3.29 7 12 12 20.71 7"}],
  ["path",{"d":"m7.5 4.27 9 5.15"}],
]);
export const PanelRight = createIcon("panel-right", [
  ["rect",{"width":"18","height":"18","x":"3","y":"3","rx":"2"}],
  ["path",{"d":"M15 3v18"}],
]);
export const Paperclip = createIcon("paperclip", [
  ["path",{"d":"m16 6-8.414 8.586a2 2 0 0 0 2.829 2.829l8.414-8.586a4 4 0 1 0-5.657-5.657l-8.379 8.551a6 6 0 1 0 8.485 8.485l8.379-8.551"}],
]);
export const Pause = createIcon("pause", [
  ["rect",{"x":"14","y":"3","width":"5","height":"18","rx":"1"}],
  ["rect",{"x":"5","y":"3","width":"5","height":"18","rx":"1"}],
]);
export const Pencil = createIcon("pencil", [
  ["path",{"d":"M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497z"}],
  ["path",{"d":"m15 5 4 4"}],
]);
export const Phone = createIcon("phone", [
  ["path",{"d":"M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384"}],
]);
export const Play = createIcon("play", [
  ["path",{"d":"M5 5a2 2 0 0 1 3.008-1.728l11.997 6.998a2 2 0 0 1 .003 3.458l-12 7A2 2 0 0 1 5 19z"}],
]);
export const Plus = createIcon("plus", [
  ["path",{"d":"M5 12h14"}],
  ["path",{"d":"M12 5v14"}],
]);
export const Puzzle = createIcon("puzzle", [
  ["path",{"d":"M15.39 4.39a1 1 0 0 0 1.68-.474 2.5 2.5 0 1 1 3.014 3.015 1 1 0 0 0-.474 1.68l1.683 1.682a2.414 2.414 0 0 1 0 3.414L19.61 15.39a1 1 0 0 1-1.68-.474 2.5 2.5 0 1 0-3.014 3.015 1 1 0 0 1 .474 1.68l-1.683 1.682a2.414 2.414 0 0 1-3.414 0L8.61 19.61a1 1 0 0 0-1.68.474 2.5 2.5 0 1 1-3.014-3.015 1 1 0 0 0 .474-1.68l-1.683-1.682a2.414 2.414 0 0 1 0-3.414L4.39 8.61a1 1 0 0 1 1.68.474 2.5 2.5 0 1 0 3.014-3.015 1 1 0 0 1-.474-1.68l1.683-1.682a2.414 2.414 0 0 1 3.414 0z"}],
]);
export const QrCode = createIcon("qr-code", [
  ["rect",{"width":"5","height":"5","x":"3","y":"3","rx":"1"}],
  ["rect",{"width":"5","height":"5","x":"16","y":"3","rx":"1"}],
  ["rect",{"width":"5","height":"5","x":"3","y":"16","rx":"1"}],
  ["path",{"d":"M21 16h-3a2 2 0 0 0-2 2v3"}],
  ["path",{"d":"M21 21v.01"}],
  ["path",{"d":"M12 7v3a2 2 0 0 1-2 2H7"}],
  ["path",{"d":"M3 12h.01"}],
  ["path",{"d":"M12 3h.01"}],
  ["path",{"d":"M12 16v.01"}],
  ["path",{"d":"M16 12h1"}],
  ["path",{"d":"M21 12v.01"}],
  ["path",{"d":"M12 21v-1"}],
]);
export const Radio = createIcon("radio", [
  ["path",{"d":"M16.247 7.761a6 6 0 0 1 0 8.478"}],
  ["path",{"d":"M19.075 4.933a10 10 0 0 1 0 14.134"}],
  ["path",{"d":"M4.925 19.067a10 10 0 0 1 0-14.134"}],
  ["path",{"d":"M7.753 16.239a6 6 0 0 1 0-8.478"}],
  ["circle",{"cx":"12","cy":"12","r":"2"}],
]);
export const Redo2 = createIcon("redo-2", [
  ["path",{"d":"m15 14 5-5-5-5"}],
  ["path",{"d":"M20 9H9.5A5.5 5.5 0 0 0 4 14.5A5.5 5.5 0 0 0 9.5 20H13"}],
]);
export const RefreshCw = createIcon("refresh-cw", [
  ["path",{"d":"M3 12a9 9 0 0 1 9-9 9.75 9.75 0 0 1 6.74 2.74L21 8"}],
  ["path",{"d":"M21 3v5h-5"}],
  ["path",{"d":"M21 12a9 9 0 0 1-9 9 9.75 9.75 0 0 1-6.74-2.74L3 16"}],
  ["path",{"d":"M8 16H3v5"}],
]);
export const Reply = createIcon("reply", [
  ["path",{"d":"M20 18v-2a4 4 0 0 0-4-4H4"}],
  ["path",{"d":"m9 17-5-5 5-5"}],
]);
export const RotateCcw = createIcon("rotate-ccw", [
  ["path",{"d":"M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8"}],
  ["path",{"d":"M3 3v5h5"}],
]);
export const RotateCw = createIcon("rotate-cw", [
  ["path",{"d":"M21 12a9 9 0 1 1-9-9c2.52 0 4.93 1 6.74 2.74L21 8"}],
  ["path",{"d":"M21 3v5h-5"}],
]);
export const Rows3 = createIcon("rows-3", [
  ["rect",{"width":"18","height":"18","x":"3","y":"3","rx":"2"}],
  ["path",{"d":"M21 9H3"}],
  ["path",{"d":"M21 15H3"}],
]);
export const Search = createIcon("search", [
  ["path",{"d":"m21 21-4.34-4.34"}],
  ["circle",{"cx":"11","cy":"11","r":"8"}],
]);
export const Send = createIcon("send", [
  ["path",{"d":"M14.536 21.686a.5.5 0 0 0 .937-.024l6.5-19a.496.496 0 0 0-.635-.635l-19 6.5a.5.5 0 0 0-.024.937l7.93 3.18a2 2 0 0 1 1.112 1.11z"}],
  ["path",{"d":"m21.854 2.147-10.94 10.939"}],
]);
export const SendHorizontal = createIcon("send-horizontal", [
  ["path",{"d":"M3.714 3.048a.498.498 0 0 0-.683.627l2.843 7.627a2 2 0 0 1 0 1.396l-2.842 7.627a.498.498 0 0 0 .682.627l18-8.5a.5.5 0 0 0 0-.904z"}],
  ["path",{"d":"M6 12h16"}],
]);
export const Settings = createIcon("settings", [
  ["path",{"d":"M9.671 4.136a2.34 2.34 0 0 1 4.659 0 2.34 2.34 0 0 0 3.319 1.915 2.34 2.34 0 0 1 2.33 4.033 2.34 2.34 0 0 0 0 3.831 2.34 2.34 0 0 1-2.33 4.033 2.34 2.34 0 0 0-3.319 1.915 2.34 2.34 0 0 1-4.659 0 2.34 2.34 0 0 0-3.32-1.915 2.34 2.34 0 0 1-2.33-4.033 2.34 2.34 0 0 0 0-3.831A2.34 2.34 0 0 1 6.35 6.051a2.34 2.34 0 0 0 3.319-1.915"}],
  ["circle",{"cx":"12","cy":"12","r":"3"}],
]);
export const Settings2 = createIcon("settings-2", [
  ["path",{"d":"M14 17H5"}],
  ["path",{"d":"M19 7h-9"}],
  ["circle",{"cx":"17","cy":"17","r":"3"}],
  ["circle",{"cx":"7","cy":"7","r":"3"}],
]);
export const ShieldCheck = createIcon("shield-check", [
  ["path",{"d":"M20 13c0 5-3.5 7.5-7.66 8.95a1 1 0 0 1-.67-.01C7.5 20.5 4 18 4 13V6a1 1 0 0 1 1-1c2 0 4.5-1.2 6.24-2.72a1.17 1.17 0 0 1 1.52 0C14.51 3.81 17 5 19 5a1 1 0 0 1 1 1z"}],
  ["path",{"d":"m9 12 2 2 4-4"}],
]);
export const ShieldQuestion = createIcon("shield-question-mark", [
  ["path",{"d":"M20 13c0 5-3.5 7.5-7.66 8.95a1 1 0 01-.67-.01C7.5 20.5 4 18 4 13V6a1 1 0 011-1c2 0 4.5-1.2 6.24-2.72a1.17 1.17 0 011.52 0C14.51 3.81 17 5 19 5a1 1 0 011 1z"}],
  ["path",{"d":"M9 9.5a3 2.5 0 016 0c0 2-2 2-3 3.5"}],
  ["path",{"d":"M12 17h.01"}],
]);
export const ShoppingCart = createIcon("shopping-cart", [
  ["path",{"d":"m2.05 2.05 1.099-.028a1 1 0 0 1 1.008.815l2.69 14.347A1 1 0 0 0 7.83 18H18"}],
  ["path",{"d":"M4.563 5h16.435a1 1 0 0 1 .981 1.204l-1.026 6.226A2 2 0 0 1 18.962 14H6.25"}],
  ["circle",{"cx":"18","cy":"20","r":"2"}],
  ["circle",{"cx":"8","cy":"20","r":"2"}],
]);
export const Shuffle = createIcon("shuffle", [
  ["path",{"d":"m18 14 4 4-4 4"}],
  ["path",{"d":"m18 2 4 4-4 4"}],
  ["path",{"d":"M2 18h1.973a4 4 0 0 0 3.3-1.7l5.454-8.6a4 4 0 0 1 3.3-1.7H22"}],
  ["path",{"d":"M2 6h1.972a4 4 0 0 1 3.6 2.2"}],
  ["path",{"d":"M22 18h-6.041a4 4 0 0 1-3.3-1.8l-.359-.45"}],
]);
export const Smartphone = createIcon("smartphone", [
  ["rect",{"width":"14","height":"20","x":"5","y":"2","rx":"2","ry":"2"}],
  ["path",{"d":"M12 18h.01"}],
]);
export const Smile = createIcon("face-slightly-smiling", [
  ["path",{"d":"M15 10V9"}],
  ["path",{"d":"M16.472 15a6 6 0 01-8.943 0"}],
  ["path",{"d":"M9 10V9"}],
  ["circle",{"cx":"12","cy":"12","r":"10"}],
]);
export const SmilePlus = createIcon("face-slightly-smiling-plus", [
  ["path",{"d":"M13.267 2.08a10 10 0 108.653 8.653"}],
  ["path",{"d":"M15 10V9"}],
  ["path",{"d":"M16 5h6"}],
  ["path",{"d":"M16.472 15a6 6 0 01-8.943 0"}],
  ["path",{"d":"M19 2v6"}],
  ["path",{"d":"M9 10V9"}],
]);
export const Sparkles = createIcon("sparkles", [
  ["path",{"d":"M11.017 2.814a1 1 0 0 1 1.966 0l1.051 5.558a2 2 0 0 0 1.594 1.594l5.558 1.051a1 1 0 0 1 0 1.966l-5.558 1.051a2 2 0 0 0-1.594 1.594l-1.051 5.558a1 1 0 0 1-1.966 0l-1.051-5.558a2 2 0 0 0-1.594-1.594l-5.558-1.051a1 1 0 0 1 0-1.966l5.558-1.051a2 2 0 0 0 1.594-1.594z"}],
  ["path",{"d":"M20 2v4"}],
  ["path",{"d":"M22 4h-4"}],
  ["circle",{"cx":"4","cy":"20","r":"2"}],
]);
export const Split = createIcon("split", [
  ["path",{"d":"M16 3h5v5"}],
  ["path",{"d":"M8 3H3v5"}],
  ["path",{"d":"M12 22v-8.3a4 4 0 0 0-1.172-2.872L3 3"}],
  ["path",{"d":"m15 9 6-6"}],
]);
export const Square = createIcon("square", [
  ["rect",{"width":"18","height":"18","x":"3","y":"3","rx":"2"}],
]);
export const SquarePen = createIcon("square-pen", [
  ["path",{"d":"M12 3H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2v-7"}],
  ["path",{"d":"M18.375 2.625a1 1 0 0 1 3 3l-9.013 9.014a2 2 0 0 1-.853.505l-2.873.84a.5.5 0 0 1-.62-.62l.84-2.873a2 2 0 0 1 .506-.852z"}],
]);
export const SquareTerminal = createIcon("square-terminal", [
  ["path",{"d":"m7 11 2-2-2-2"}],
  ["path",{"d":"M11 13h4"}],
  ["rect",{"width":"18","height":"18","x":"3","y":"3","rx":"2","ry":"2"}],
]);
export const Star = createIcon("star", [
  ["path",{"d":"M11.525 2.295a.53.53 0 0 1 .95 0l2.31 4.679a2.123 2.123 0 0 0 1.595 1.16l5.166.756a.53.53 0 0 1 .294.904l-3.736 3.638a2.123 2.123 0 0 0-.611 1.878l.882 5.14a.53.53 0 0 1-.771.56l-4.618-2.428a2.122 2.122 0 0 0-1.973 0L6.396 21.01a.53.53 0 0 1-.77-.56l.881-5.139a2.122 2.122 0 0 0-.611-1.879L2.16 9.795a.53.53 0 0 1 .294-.906l5.165-.755a2.122 2.122 0 0 0 1.597-1.16z"}],
]);
export const Stethoscope = createIcon("stethoscope", [
  ["path",{"d":"M11 2v2"}],
  ["path",{"d":"M5 2v2"}],
  ["path",{"d":"M5 3H4a2 2 0 0 0-2 2v4a6 6 0 0 0 12 0V5a2 2 0 0 0-2-2h-1"}],
  ["path",{"d":"M8 15a6 6 0 0 0 12 0v-3"}],
  ["circle",{"cx":"20","cy":"10","r":"2"}],
]);
export const StickyNote = createIcon("sticky-note", [
  ["path",{"d":"M21 9a2.4 2.4 0 0 0-.706-1.706l-3.588-3.588A2.4 2.4 0 0 0 15 3H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2z"}],
  ["path",{"d":"M15 3v5a1 1 0 0 0 1 1h5"}],
]);
export const SunMoon = createIcon("sun-moon", [
  ["path",{"d":"M12 2v2"}],
  ["path",{"d":"M14.837 16.385a6 6 0 1 1-7.223-7.222c.624-.147.97.66.715 1.248a4 4 0 0 0 5.26 5.259c.589-.255 1.396.09 1.248.715"}],
  ["path",{"d":"M16 12a4 4 0 0 0-4-4"}],
  ["path",{"d":"m19 5-1.256 1.256"}],
  ["path",{"d":"M20 12h2"}],
]);
export const Tag = createIcon("tag", [
  ["path",{"d":"M12.586 2.586A2 2 0 0 0 11.172 2H4a2 2 0 0 0-2 2v7.172a2 2 0 0 0 .586 1.414l8.704 8.704a2.426 2.426 0 0 0 3.42 0l6.58-6.58a2.426 2.426 0 0 0 0-3.42z"}],
  ["circle",{"cx":"7.5","cy":"7.5","r":".5","fill":"currentColor"}],
]);
export const Target = createIcon("target", [
  ["circle",{"cx":"12","cy":"12","r":"10"}],
  ["circle",{"cx":"12","cy":"12","r":"6"}],
  ["circle",{"cx":"12","cy":"12","r":"2"}],
]);
export const ToggleLeft = createIcon("toggle-left", [
  ["circle",{"cx":"9","cy":"12","r":"3"}],
  ["rect",{"width":"20","height":"14","x":"2","y":"5","rx":"7"}],
]);
export const Trash2 = createIcon("trash", [
  ["path",{"d":"M10 11v6"}],
  ["path",{"d":"M14 11v6"}],
  ["path",{"d":"M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6"}],
  ["path",{"d":"M3 6h18"}],
  ["path",{"d":"M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2"}],
]);
export const TriangleAlert = createIcon("triangle-exclamation-point", [
  ["path",{"d":"m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3"}],
  ["path",{"d":"M12 9v4"}],
  ["path",{"d":"M12 17h.01"}],
]);
export const Truck = createIcon("truck", [
  ["path",{"d":"M14 18V6a2 2 0 0 0-2-2H4a2 2 0 0 0-2 2v11a1 1 0 0 0 1 1h2"}],
  ["path",{"d":"M15 18H9"}],
  ["path",{"d":"M19 18h2a1 1 0 0 0 1-1v-3.65a1 1 0 0 0-.22-.624l-3.48-4.35A1 1 0 0 0 17.52 8H14"}],
  ["circle",{"cx":"17","cy":"18","r":"2"}],
  ["circle",{"cx":"7","cy":"18","r":"2"}],
]);
export const Undo2 = createIcon("undo-2", [
  ["path",{"d":"M9 14 4 9l5-5"}],
  ["path",{"d":"M4 9h10.5a5.5 5.5 0 0 1 5.5 5.5a5.5 5.5 0 0 1-5.5 5.5H11"}],
]);
export const User = createIcon("user", [
  ["path",{"d":"M19 21v-2a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v2"}],
  ["circle",{"cx":"12","cy":"7","r":"4"}],
]);
export const UserPlus = createIcon("user-plus", [
  ["path",{"d":"M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2"}],
  ["circle",{"cx":"9","cy":"7","r":"4"}],
  ["line",{"x1":"19","x2":"19","y1":"8","y2":"14"}],
  ["line",{"x1":"22","x2":"16","y1":"11","y2":"11"}],
]);
export const Users = createIcon("users", [
  ["path",{"d":"M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2"}],
  ["path",{"d":"M16 3.128a4 4 0 0 1 0 7.744"}],
  ["path",{"d":"M22 21v-2a4 4 0 0 0-3-3.87"}],
  ["circle",{"cx":"9","cy":"7","r":"4"}],
]);
export const Video = createIcon("video", [
  ["path",{"d":"m16 13 5.223 3.482a.5.5 0 0 0 .777-.416V7.87a.5.5 0 0 0-.752-.432L16 10.5"}],
  ["rect",{"x":"2","y":"6","width":"14","height":"12","rx":"2"}],
]);
export const WandSparkles = createIcon("wand-sparkles", [
  ["path",{"d":"m21.64 3.64-1.28-1.28a1.21 1.21 0 0 0-1.72 0L2.36 18.64a1.21 1.21 0 0 0 0 1.72l1.28 1.28a1.2 1.2 0 0 0 1.72 0L21.64 5.36a1.2 1.2 0 0 0 0-1.72"}],
  ["path",{"d":"m14 7 3 3"}],
  ["path",{"d":"M5 6v4"}],
  ["path",{"d":"M19 14v4"}],
  ["path",{"d":"M10 2v2"}],
  ["path",{"d":"M7 8H3"}],
  ["path",{"d":"M21 16h-4"}],
  ["path",{"d":"M11 3H9"}],
]);
export const Webhook = createIcon("webhook", [
  ["path",{"d":"M18 16.98h-5.99c-1.1 0-1.95.94-2.48 1.9A4 4 0 0 1 2 17c.01-.7.2-1.4.57-2"}],
  ["path",{"d":"m6 17 3.13-5.78c.53-.97.1-2.18-.5-3.1a4 4 0 1 1 6.89-4.06"}],
  ["path",{"d":"m12 6 3.13 5.73C15.66 12.7 16.9 13 18 13a4 4 0 0 1 0 8"}],
]);
export const WifiOff = createIcon("wifi-off", [
  ["path",{"d":"M12 20h.01"}],
  ["path",{"d":"M8.5 16.429a5 5 0 0 1 7 0"}],
  ["path",{"d":"M5 12.859a10 10 0 0 1 5.17-2.69"}],
  ["path",{"d":"M19 12.859a10 10 0 0 0-2.007-1.523"}],
  ["path",{"d":"M2 8.82a15 15 0 0 1 4.177-2.643"}],
  ["path",{"d":"M22 8.82a15 15 0 0 0-11.288-3.764"}],
  ["path",{"d":"m2 2 20 20"}],
]);
export const Workflow = createIcon("workflow", [
  ["rect",{"width":"8","height":"8","x":"3","y":"3","rx":"2"}],
  ["path",{"d":"M7 11v4a2 2 0 0 0 2 2h4"}],
  ["rect",{"width":"8","height":"8","x":"13","y":"13","rx":"2"}],
]);
export const Wrench = createIcon("wrench", [
  ["path",{"d":"M14.7 6.3a1 1 0 0 0 0 1.4l1.6 1.6a1 1 0 0 0 1.4 0l3.106-3.105c.32-.322.863-.22.983.218a6 6 0 0 1-8.259 7.057l-7.91 7.91a1 1 0 0 1-2.999-3l7.91-7.91a6 6 0 0 1 7.057-8.259c.438.12.54.662.219.984z"}],
]);
export const X = createIcon("x", [
  ["path",{"d":"M18 6 6 18"}],
  ["path",{"d":"m6 6 12 12"}],
]);
export const Zap = createIcon("zap", [
  ["path",{"d":"M15.914 4a1.5 1.5 0 00-2.474-1.561l-9 9A1.5 1.5 0 005.5 14h4.002a.5.5 0 01.471.666L8.086 20a1.5 1.5 0 002.475 1.56l9-9A1.5 1.5 0 0018.5 10h-3.997a.5.5 0 01-.472-.667z"}],
]);
export const ZoomIn = createIcon("zoom-in", [
  ["circle",{"cx":"11","cy":"11","r":"8"}],
  ["line",{"x1":"21","x2":"16.65","y1":"21","y2":"16.65"}],
  ["line",{"x1":"11","x2":"11","y1":"8","y2":"14"}],
  ["line",{"x1":"8","x2":"14","y1":"11","y2":"11"}],
]);
export const ZoomOut = createIcon("zoom-out", [
  ["circle",{"cx":"11","cy":"11","r":"8"}],
  ["line",{"x1":"21","x2":"16.65","y1":"21","y2":"16.65"}],
  ["line",{"x1":"8","x2":"14","y1":"11","y2":"11"}],
]);
