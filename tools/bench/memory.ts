import { readdirSync, readFileSync } from 'node:fs'

/** A value of `/proc/<pid>/<file>` in MB (Linux writes kB); null where there is none. */
const procMb = (pid: number, file: string, name: string): number | null => {
  try {
    const text = readFileSync(`/proc/${pid}/${file}`, 'utf8')
    const kb = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]
    return kb === undefined ? null : (Number(kb) * 1024) / 1e6
  } catch {
    return null
  }
}

/** Resident memory of a process now and at its highest, MB. */
export const residentMb = (pid: number): { now: number | null; peak: number | null } => ({
  now: procMb(pid, 'status', 'VmRSS'),
  peak: procMb(pid, 'status', 'VmHWM'),
})

/** The fields of `/proc/<pid>/stat` behind the name in parentheses: state, parent, …; none when there is no such process. */
const statOf = (pid: number): string[] => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

export const parentOf = (pid: number): number | null => Number(statOf(pid)[1]) || null

/** Processor time a process has used, ms, its own and the system's for it; Linux counts hundredths of a second. */
export const cpuMs = (pid: number): number => {
  const [user, system] = statOf(pid).slice(11, 13).map(Number)
  return 10 * ((user ?? 0) + (system ?? 0))
}

/** Memory of a process and its children, MB, shared pages counted once (PSS): what a server with many processes really takes. */
export const familyMb = (pid: number): number => {
  const all = readdirSync('/proc').map(Number).filter(Number.isInteger)
  const family = [pid, ...all.filter((each) => parentOf(each) === pid)]
  return family.reduce((sum, each) => sum + (procMb(each, 'smaps_rollup', 'Pss') ?? 0), 0)
}

/** A variable that a process was started with; null when it is not readable. */
export const variableOf = (pid: number, name: string): string | null => {
  try {
    const all = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
    return all.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1) ?? null
  } catch {
    return null
  }
}
