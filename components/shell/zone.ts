/** The time zone a cookie names, when this server knows it; else UTC. */
export const zoneFrom = (cookie: string | undefined): string => {
  if (!cookie) return 'UTC'
  try {
    const name = decodeURIComponent(cookie)
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}
