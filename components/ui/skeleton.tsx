import { cx } from './class-names'

/** A grey block of the final size; give the size by class (`h-8 w-40`). */
export const Skeleton = ({ className }: { className: string }) => (
  <div aria-hidden="true" className={cx('skeleton', className)} />
)
