import { createContext, type ReactNode, useContext, useMemo } from "react";
import { createFormatters, type Formatters } from "./formatters.ts";

const ShopFormatters = createContext<Formatters | null>(null);

/** Gives every piece below it the shop's way to write numbers, amounts and times. */
export function ShopFormattersProvider({
  locale,
  timeZone,
  children,
}: {
  locale: string;
  timeZone: string;
  children: ReactNode;
}) {
  const formatters = useMemo(() => createFormatters({ locale, timeZone }), [locale, timeZone]);
  return <ShopFormatters.Provider value={formatters}>{children}</ShopFormatters.Provider>;
}

export function useFormatters(): Formatters {
  const formatters = useContext(ShopFormatters);
  if (!formatters) throw new Error("useFormatters needs a ShopFormattersProvider above it");
  return formatters;
}
