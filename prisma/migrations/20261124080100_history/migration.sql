-- The running processes own this schema alone: they make and drop its partitions.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'highwater_app') THEN
    RAISE EXCEPTION 'the role highwater_app is missing: create it and grant it to % first', current_user;
  END IF;
END $$;

GRANT USAGE ON SCHEMA public TO highwater_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON cluster_identity, collector_lease, collector_term, cluster_state TO highwater_app;
GRANT USAGE ON SEQUENCE cluster_identity_key_seq TO highwater_app;

CREATE SCHEMA history AUTHORIZATION highwater_app;
SET LOCAL ROLE highwater_app;

-- A thing whose numbers are kept: kind names it, subject and part tell it apart
-- (group; group + topic id; topic id; broker id; broker id + log dir path).
CREATE TABLE history.series (
  key INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cluster_key INT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('cluster', 'broker', 'log_dir', 'group', 'group_topic', 'topic')),
  subject TEXT NOT NULL,
  part TEXT NOT NULL,
  -- The topic's name, for the eye: its id is the identity.
  name TEXT NOT NULL,
  UNIQUE (cluster_key, kind, subject, part)
);

-- Where a series lies in the vector of a tick: bytes from start, int4 relative to bases (offsets)
-- or float8 (bases null). A series gets a second slot when partitions are added or an offset leaves int4.
CREATE TABLE history.slot (
  cluster_key INT NOT NULL,
  layout INT NOT NULL,
  start INT NOT NULL,
  series_key INT NOT NULL,
  first_column INT NOT NULL,
  columns INT NOT NULL,
  bases BIGINT[],
  PRIMARY KEY (cluster_key, layout, start)
);
CREATE INDEX slot_series ON history.slot (series_key);

-- The hours not closed yet: one row a poll, all numbers of the cluster. Never compressed, so that a
-- reader fetches only the slices it wants.
CREATE TABLE history.tick (
  cluster_key INT NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL,
  fence BIGINT NOT NULL,
  layout INT NOT NULL,
  tick_ms INT NOT NULL,
  top JSONB NOT NULL,
  vector BYTEA STORAGE EXTERNAL NOT NULL,
  PRIMARY KEY (cluster_key, at)
) PARTITION BY RANGE (at);

-- Closed hours: the times of the polls once, and one delta chunk a series.
CREATE TABLE history.hour (
  cluster_key INT NOT NULL,
  hour TIMESTAMPTZ(3) NOT NULL,
  ticks INT NOT NULL,
  times BYTEA STORAGE EXTERNAL NOT NULL,
  top JSONB NOT NULL,
  PRIMARY KEY (cluster_key, hour)
) PARTITION BY RANGE (hour);

CREATE TABLE history.chunk (
  series_key INT NOT NULL,
  hour TIMESTAMPTZ(3) NOT NULL,
  data BYTEA STORAGE EXTERNAL NOT NULL,
  PRIMARY KEY (series_key, hour)
) PARTITION BY RANGE (hour);

-- Closed days in five-minute buckets: one chunk a series, and a mark that the day is whole.
CREATE TABLE history.rollup (
  series_key INT NOT NULL,
  day TIMESTAMPTZ(3) NOT NULL,
  data BYTEA STORAGE EXTERNAL NOT NULL,
  PRIMARY KEY (series_key, day)
) PARTITION BY RANGE (day);

CREATE TABLE history.day (
  cluster_key INT NOT NULL,
  day TIMESTAMPTZ(3) NOT NULL,
  ticks INT NOT NULL,
  top JSONB NOT NULL,
  PRIMARY KEY (cluster_key, day)
) PARTITION BY RANGE (day);

CREATE TABLE history.event (
  cluster_key INT NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL,
  -- Place among the events of one poll: the same poll written twice gives the same keys.
  ordinal INT NOT NULL,
  kind TEXT NOT NULL,
  from_at TIMESTAMPTZ(3),
  topic_id TEXT,
  topic TEXT,
  partition INT,
  "group" TEXT,
  broker INT,
  before TEXT,
  after TEXT,
  PRIMARY KEY (cluster_key, at, ordinal)
) PARTITION BY RANGE (at);
CREATE INDEX event_topic ON history.event (cluster_key, topic, at) WHERE topic IS NOT NULL;
CREATE INDEX event_group ON history.event (cluster_key, "group", at) WHERE "group" IS NOT NULL;
CREATE INDEX event_broker ON history.event (cluster_key, broker, at) WHERE broker IS NOT NULL;

-- Kafka could not be reached: an interval, never samples. Open while ended_at is null.
CREATE TABLE history.outage (
  cluster_id TEXT NOT NULL,
  began_at TIMESTAMPTZ(3) NOT NULL,
  ended_at TIMESTAMPTZ(3),
  reason TEXT NOT NULL,
  PRIMARY KEY (cluster_id, began_at)
);
CREATE UNIQUE INDEX outage_open ON history.outage (cluster_id) WHERE ended_at IS NULL;

-- The latest poll of each cluster, whole. Unlogged: the next tick makes it anew after a crash.
CREATE UNLOGGED TABLE history.live (
  cluster_id TEXT PRIMARY KEY,
  fence BIGINT NOT NULL,
  written_at TIMESTAMPTZ(3) NOT NULL,
  bytes BYTEA STORAGE EXTERNAL NOT NULL
) WITH (
  fillfactor = 50,
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200,
  toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 2000
);

RESET ROLE;
