'use client'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { StatusMark } from '@/components/ui/status-mark'
import { TimeAt } from '@/components/ui/time-at'
import { FetchError } from '@/lib/http/fetcher'

/** What failed, what is still shown, one thing to do, and the request id to copy. */
export const ErrorNote = ({
  what,
  error,
  query,
  since,
}: {
  what: string
  error: Error
  query: { isFetching: boolean; refetch: () => unknown }
  /** The observation that stays on screen; absent when there is nothing to show. */
  since?: string | null
}) => {
  const requestId = error instanceof FetchError ? error.requestId : null
  const shown = since !== undefined
  return (
    <div
      role="alert"
      className="flex flex-wrap content-center items-center gap-x-3 gap-y-1.5 m-2 rounded-md border border-dashed border-hatch bg-raise px-3 py-2 text-ink-2"
    >
      <StatusMark status="unknown" word="" />
      <p className="min-w-0">
        <b className="font-semibold text-ink">
          {shown ? `${what} could not be refreshed.` : `${what} could not be read.`}
        </b>{' '}
        {error.message}.{' '}
        {shown ? (
          <>
            Below is what was known at <TimeAt at={since} seconds />.
          </>
        ) : null}
      </p>
      {requestId ? (
        <span className="flex items-center gap-1 text-xs text-ink-3">
          request <code>{requestId.slice(0, 8)}</code>
          <CopyButton value={requestId} what="request id" />
        </span>
      ) : null}
      <Button className="ml-auto" aria-busy={query.isFetching} onClick={() => query.refetch()}>
        Try again
      </Button>
    </div>
  )
}
