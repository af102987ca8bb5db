export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** The theme a cookie asks for; anything else is `system`. */
export const themeFrom = (cookie: string | undefined): Theme =>
  themes.find((theme) => theme === cookie) ?? 'system'
