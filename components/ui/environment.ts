/** How a cluster's environment is coloured wherever its name stands. */
export type EnvironmentTone = 'production' | 'staging' | 'other'

export const environmentTone = (environment: string): EnvironmentTone => {
  const word = environment.trim().toLowerCase()
  if (word.startsWith('prod') || word === 'live') return 'production'
  return /^(stag|pre|uat|qa|test)/.test(word) ? 'staging' : 'other'
}

/** `production` → `Production`, as it is shown. */
export const environmentWord = (environment: string): string =>
  environment.charAt(0).toUpperCase() + environment.slice(1)
