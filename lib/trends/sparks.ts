/** The last hour of one number: 30 values of two minutes, each the highest seen in its time. */
export type Spark = { bucket: number; values: Float64Array }

export const SPARK_VALUES = 30
export const SPARK_MS = 120_000

export const createSpark = (): Spark => ({
  bucket: -1,
  values: new Float64Array(SPARK_VALUES).fill(Number.NaN),
})

/** Adds a value at `time` (epoch ms); null and times before the hour leave no trace. */
export const addToSpark = (spark: Spark, time: number, value: number | null): void => {
  if (value === null || Number.isNaN(value)) return
  const bucket = Math.floor(time / SPARK_MS)
  advance(spark, bucket)
  if (bucket <= spark.bucket - SPARK_VALUES) return
  const slot = bucket % SPARK_VALUES
  const old = spark.values[slot] ?? Number.NaN
  spark.values[slot] = Number.isNaN(old) ? value : Math.max(old, value)
}

/** Empties the values between the newest and `bucket`: what was not seen then is not known. */
const advance = (spark: Spark, bucket: number): void => {
  if (bucket <= spark.bucket) return
  const skipped = Math.min(SPARK_VALUES, spark.bucket < 0 ? SPARK_VALUES : bucket - spark.bucket)
  for (let i = 0; i < skipped; i += 1) spark.values[(bucket - i) % SPARK_VALUES] = Number.NaN
  spark.bucket = bucket
}

/** Oldest first, the last value being the two minutes that hold `now`; null = not known then. */
export const sparkValues = (spark: Spark, now: number): (number | null)[] => {
  const newest = Math.floor(now / SPARK_MS)
  const values: (number | null)[] = []
  for (let bucket = newest - SPARK_VALUES + 1; bucket <= newest; bucket += 1) {
    const known = bucket <= spark.bucket && bucket > spark.bucket - SPARK_VALUES
    const value = known ? (spark.values[bucket % SPARK_VALUES] ?? Number.NaN) : Number.NaN
    values.push(Number.isNaN(value) ? null : rounded(value))
  }
  return values
}

/** A drawing 100 px wide needs no more, and the stored row stays short. */
const rounded = (n: number): number =>
  Math.abs(n) >= 100 ? Math.round(n) : Math.round(n * 10) / 10
