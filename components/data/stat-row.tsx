import type { ReactNode } from 'react'

/** The facts of a thing in one line that wraps; two columns on a phone. */
export const StatRow = ({ children }: { children: ReactNode }) => (
  <dl className="mt-0.5 mb-4 flex flex-wrap gap-x-7 gap-y-3 max-sm:grid max-sm:grid-cols-2 [&>div]:flex [&>div]:flex-col">
    {children}
  </dl>
)
