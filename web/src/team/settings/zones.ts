/** Every time zone that the browser knows; the present one too, should it have another name there. */
export const zones = (present: string): string[] => [...new Set([present, "UTC", ...Intl.supportedValuesOf("timeZone")])].toSorted();
