export const contactTimesSql = [
  // Serves: whom a window over contacts is about to reach or to leave, asked of each such rule in memory every ten minutes; and
  // which contacts of a time before a snapshot were noted after it. The log is written in the order of time and hardly changed,
  // so that the bounds of each megabyte of it are enough: 24 kB for two million contacts, which a send does not notice. A B-tree
  // took 15 MB, and had a send write a quarter more to the WAL. What was written last is looked at until its bounds are known:
  // autovacuum is asked for them at once.
  `CREATE INDEX contacts_at ON targeting.contacts USING brin (contacted_at, snapshot_id) WITH (autosummarize = on)`,
];
