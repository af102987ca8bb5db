import { Skeleton } from '@/components/ui/skeleton'

/** The page's places in their final sizes. */
export const ClusterSkeleton = () => (
  <div aria-hidden="true">
    <Skeleton className="mb-2 h-7 w-[36rem] max-w-full" />
    <Skeleton className="mb-5 h-4 w-96 max-w-full" />
    <Skeleton className="mb-4.5 h-44 w-full" />
    <Skeleton className="mb-4.5 h-60 w-full" />
    <Skeleton className="h-72 w-full" />
  </div>
)
