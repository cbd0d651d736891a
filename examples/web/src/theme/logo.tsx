import type { Theme } from '@firstring/core';
import { useEffect, useState, type ReactNode } from 'react';
import { keptImage } from './kept-image.js';

/** The theme's logo; until it is there, and where it cannot be had, the first letter of the theme's name. */
export function Logo({ theme }: { readonly theme: Theme }): ReactNode {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const image = theme.images.find(([name]) => name === theme.critical.logo)?.[1];
    let isWanted = true;
    let made: string | undefined;
    if (image !== undefined) {
      void keptImage(image).then((blob) => {
        if (!isWanted || blob === undefined) return;
        made = URL.createObjectURL(blob); // as an image, an SVG runs no script
        setAddress(made);
      });
    }
    return () => {
      isWanted = false;
      setAddress(undefined);
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [theme]);
  if (address === undefined) return <span className="logo letter" aria-hidden="true">{[...theme.name][0]}</span>;
  return <img className="logo" src={address} alt="" />;
}
