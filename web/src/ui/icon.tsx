import { type ComponentType, createElement, type SVGProps } from "react";

export interface IconProps extends SVGProps<SVGSVGElement> {
  /** Width and height in pixels; 24 when it is not given. */
  size?: number;
}

export type Icon = ComponentType<IconProps>;

/** The shapes inside an icon of 24 by 24: tag and attributes of each. */
export type IconShapes = readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[];

/**
 * A component that draws an icon in the colour of the text around it. It is hidden from screen readers unless it gets a name:
 * beside it stands a word, or the button that holds it has one.
 */
export function createIcon(name: string, shapes: IconShapes) {
  return function Icon({ size = 24, strokeWidth = 2, className, ...rest }: IconProps) {
    const hasName = rest["aria-label"] !== undefined || rest["aria-labelledby"] !== undefined || rest.role !== undefined;
    return (
      // biome-ignore lint/a11y/noSvgWithoutTitle: hidden unless it has a name
      <svg
        xmlns="http://www.w3.org/2000/svg"
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={strokeWidth}
        strokeLinecap="round"
        strokeLinejoin="round"
        className={["lucide", `lucide-${name}`, className].filter(Boolean).join(" ")}
        {...(hasName ? {} : { "aria-hidden": true })}
        {...rest}
      >
        {shapes.map(([tag, attributes], index) => createElement(tag, { key: index, ...attributes }))}
      </svg>
    );
  };
}
