import { useAppBridge } from "@shopify/app-bridge-react";
import { useState } from "react";

/** Fetches a file of the app with the admin's own sign-in and hands it to the browser to keep. */
export function useDownload(failed: string): {
  busy: boolean;
  download: (url: string, name: string) => Promise<void>;
} {
  const shopify = useAppBridge();
  const [busy, setBusy] = useState(false);
  const download = async (url: string, name: string) => {
    setBusy(true);
    try {
      const response = await fetch(url, {
        headers: { Authorization: `Bearer ${await shopify.idToken()}` },
      });
      if (!response.ok) throw new Error(`${url} was answered with ${response.status}`);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await response.blob());
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    } catch {
      shopify.toast.show(failed, { isError: true });
    } finally {
      setBusy(false);
    }
  };
  return { busy, download };
}
