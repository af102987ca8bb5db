import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A process as it can be found again: its number, and when it began, so that a reused number is never taken for it. */
export type ProcessIdentity = { pid: number; startedAt: string }

/** Field 22 of `/proc/<pid>/stat` (start time in clock ticks since boot), or null for a zombie. The name in field 2 may hold spaces and brackets. */
export const startTimeOf = (stat: string): string | null => {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null)
}

const bootId = () => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return ''
  }
}

/** The identity of a running process; null when it is gone or a zombie nobody reaped. Off Linux `ps` is asked. */
export const identify = (pid: number): ProcessIdentity | null => {
  try {
    if (process.platform === 'linux') {
      const started = startTimeOf(readFileSync(`/proc/${pid}/stat`, 'utf8'))
      return started === null ? null : { pid, startedAt: `${bootId()}/${started}` }
    }
    const text = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
    return text.trim() ? { pid, startedAt: text.trim() } : null
  } catch {
    return null
  }
}

/** True while exactly that process runs. */
export const isRunning = ({ pid, startedAt }: ProcessIdentity): boolean =>
  identify(pid)?.startedAt === startedAt
