'use client'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'

/** A page that could not be drawn; the frame around it and the collector go on. */
const ConsoleError = ({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) => (
  <div role="alert" className="mx-auto max-w-prose py-20">
    <h1>This page could not be drawn</h1>
    <p className="mt-2 text-ink-2">
      The collector is another process and goes on. Other pages may work.
    </p>
    {error.digest ? (
      <p className="mt-2 flex items-center gap-1 text-sm text-ink-3">
        In the server's log as <code>{error.digest}</code>
        <CopyButton value={error.digest} what="error id" />
      </p>
    ) : null}
    <Button size="medium" className="mt-6" onClick={reset}>
      Try again
    </Button>
  </div>
)

export default ConsoleError
