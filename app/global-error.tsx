'use client'
import './globals.css'

/** The last resort, when the layout itself fails: says what happened and offers one thing to do. */
const GlobalError = ({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) => (
  <html lang="en" data-theme="system">
    <body>
      <main className="mx-auto max-w-prose px-6 py-24">
        <h1>Highwater could not draw this page</h1>
        <p className="mt-2 text-ink-2">
          The collector and its alerts are another process and are not affected.
          {error.digest ? (
            <>
              {' '}
              The server's log has it as <code>{error.digest}</code>.
            </>
          ) : null}
        </p>
        <button
          type="button"
          onClick={reset}
          className="mt-6 min-h-8 rounded-md border border-line-strong bg-panel px-3 font-medium"
        >
          Try again
        </button>
      </main>
    </body>
  </html>
)

export default GlobalError
