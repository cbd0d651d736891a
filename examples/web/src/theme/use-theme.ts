import type { Theme } from '@firstring/core';
import { useEffect, useSyncExternalStore } from 'react';
import { readableOn, toneOf } from './tone.js';

const darkness = window.matchMedia('(prefers-color-scheme: dark)');

function subscribe(listener: () => void): () => void {
  darkness.addEventListener('change', listener);
  return () => {
    darkness.removeEventListener('change', listener);
  };
}

const VARIABLES = ['--background', '--primary', '--text', '--on-primary', '--font', 'color-scheme'] as const;

/**
 * Draws the page in the colours of a theme, light or dark as the person's system is. The values were validated by the core
 * (T2) and only ever become values of custom properties, never markup or rules.
 */
export function useTheme(theme: Theme | undefined): void {
  const isDark = useSyncExternalStore(subscribe, () => darkness.matches);
  useEffect(() => {
    const { style } = document.documentElement;
    for (const [name, value] of theme === undefined ? [] : valuesOf(theme, isDark)) style.setProperty(name, value);
    document.title = theme?.name ?? 'Firstring';
    return () => {
      for (const name of VARIABLES) style.removeProperty(name);
    };
  }, [theme, isDark]);
}

function valuesOf(theme: Theme, isDark: boolean): readonly (readonly [name: (typeof VARIABLES)[number], value: string])[] {
  const { critical, fonts } = theme;
  const colours = new Map(isDark ? theme.colours.dark : theme.colours.light);
  const background = colours.get('background') ?? critical.background;
  const primary = colours.get('primary') ?? critical.primary;
  const font = new Map(fonts).get('body');
  return [
    ['--background', background],
    ['--primary', primary],
    ['--text', colours.get('text') ?? critical.text],
    ['--on-primary', readableOn(primary)],
    ...(font === undefined ? [] : [['--font', font] as const]),
    ['color-scheme', toneOf(background)],
  ];
}
