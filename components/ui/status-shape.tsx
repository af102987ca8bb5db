/** The words of a status as the wire says them, and `muted` for what somebody silenced. */
export type Status =
  | 'ok'
  | 'pending'
  | 'warning'
  | 'critical'
  | 'unknown'
  | 'not_measured'
  | 'muted'

/**
 * The shape of a status as SVG, so that no missing font can lose it: ▲ critical, ◆ warning,
 * hatched dashed ring unknown, clock pending, ‖ muted. OK and not measured have none.
 */
export const StatusShape = ({ status, size = 11 }: { status: Status; size?: number }) => {
  const drawing = drawings[status]
  if (!drawing) return null
  return (
    <svg
      viewBox="0 0 12 12"
      width={size}
      height={size}
      fill="currentColor"
      aria-hidden="true"
      className="inline-block shrink-0"
    >
      {drawing}
    </svg>
  )
}

const ring = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.4 }

const drawings: Record<Status, React.ReactNode> = {
  ok: null,
  not_measured: null,
  critical: <path d="M6 .8 11.6 11H.4z" />,
  warning: <path d="M6 .4 11.6 6 6 11.6.4 6z" />,
  unknown: (
    <>
      <circle cx="6" cy="6" r="4.6" {...ring} strokeDasharray="2.4 1.6" />
      <path d="M3 8.5 8.5 3M4.5 9.5l5-5" stroke="currentColor" strokeWidth="1" />
    </>
  ),
  pending: (
    <>
      <circle cx="6" cy="6" r="4.6" {...ring} />
      <path d="M6 3.2V6l2 1.5" stroke="currentColor" strokeWidth="1.3" fill="none" />
    </>
  ),
  muted: <path d="M2.5 1.5H5v9H2.5zM7 1.5h2.5v9H7z" />,
}
