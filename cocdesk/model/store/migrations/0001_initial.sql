-- The journal is the truth; everything else can be rebuilt from it.
CREATE TABLE vault(key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

CREATE TABLE subject(
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK(length(uuid) = 16),
  kind TEXT NOT NULL CHECK(kind IN ('case', 'person', 'event'))
);

CREATE TABLE device(id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK(length(uuid) = 16));
CREATE TABLE author(id INTEGER PRIMARY KEY, slot BLOB NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL, verify_key BLOB NOT NULL);

CREATE TABLE entry(
  seq INTEGER PRIMARY KEY,
  subject INTEGER NOT NULL REFERENCES subject(id),
  at INTEGER NOT NULL,
  made INTEGER NOT NULL,
  device INTEGER NOT NULL REFERENCES device(id),
  number INTEGER NOT NULL,
  author INTEGER NOT NULL REFERENCES author(id),
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  parents BLOB NOT NULL,
  prev BLOB NOT NULL,
  salt BLOB NOT NULL,
  hash BLOB NOT NULL CHECK(length(hash) = 32),
  signature BLOB NOT NULL
);
CREATE UNIQUE INDEX entry_number ON entry(device, number);
CREATE INDEX entry_subject ON entry(subject, at);
-- Asked at every list: who stepped back from a case is not shown it.
CREATE INDEX entry_recused ON entry(subject) WHERE kind = 'recused';

-- A purge writes its permit in the same transaction; nothing else may change or take away an entry.
CREATE TABLE purge_permit(subject INTEGER PRIMARY KEY);
CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry
WHEN NOT EXISTS (SELECT 1 FROM purge_permit WHERE purge_permit.subject = old.subject)
BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;

-- What stays of a purged case: no name, no title, no hash of anything it held.
CREATE TABLE tombstone(
  uuid BLOB PRIMARY KEY CHECK(length(uuid) = 16),
  purged_at INTEGER NOT NULL,
  policy TEXT NOT NULL,
  author INTEGER NOT NULL REFERENCES author(id),
  entries INTEGER NOT NULL,
  signature BLOB NOT NULL
) WITHOUT ROWID;
-- The numbers a purge left empty: a gap is told from a loss, and no number is given twice.
CREATE TABLE purged_number(
  tombstone BLOB NOT NULL REFERENCES tombstone(uuid),
  device INTEGER NOT NULL REFERENCES device(id),
  first INTEGER NOT NULL,
  last INTEGER NOT NULL CHECK(last >= first),
  PRIMARY KEY(device, first)
) WITHOUT ROWID;

CREATE TABLE policy_pack(hash BLOB PRIMARY KEY, id TEXT NOT NULL, version TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;

-- Projections.
CREATE TABLE case_row(
  id INTEGER PRIMARY KEY REFERENCES subject(id),
  code_name TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  title_key TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES subject(id),
  policy BLOB NOT NULL,
  place TEXT NOT NULL,
  stage TEXT NOT NULL,
  closed INTEGER NOT NULL,
  risk TEXT NOT NULL,
  impact TEXT NOT NULL,
  received INTEGER NOT NULL,
  deadline INTEGER,
  next_step TEXT NOT NULL,
  next_step_title TEXT NOT NULL,
  handler INTEGER NOT NULL REFERENCES author(id),
  entries INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  searched TEXT NOT NULL
);
-- id stands second, or cases of one moment would have to be sorted.
CREATE INDEX case_list ON case_row(updated, id, closed, handler, deadline, risk, impact);
-- Only an assessment, a closing or a new case changes this one.
CREATE INDEX case_cell ON case_row(risk, impact, closed);
CREATE INDEX case_received ON case_row(received);
CREATE INDEX case_title ON case_row(title_key);

-- What a case waits for, not yet in words; moments are milliseconds of UTC.
CREATE TABLE follow_up(
  case_id INTEGER NOT NULL REFERENCES subject(id),
  place INTEGER NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  about TEXT NOT NULL,
  due INTEGER,
  comes INTEGER,
  goes INTEGER,
  PRIMARY KEY(case_id, place)
) WITHOUT ROWID;
CREATE INDEX follow_up_due ON follow_up(due) WHERE due IS NOT NULL;

CREATE VIRTUAL TABLE case_search USING fts5(
  body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
);
INSERT INTO case_search(case_search, rank) VALUES('automerge', 0);
INSERT INTO case_search(case_search, rank) VALUES('crisismerge', 200);
-- rowid: the subject's row in the upper 32 bits, the entry's in the lower.
CREATE VIRTUAL TABLE note_search USING fts5(
  body, content='', contentless_delete=1, detail=none, tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
INSERT INTO note_search(note_search, rank) VALUES('automerge', 0);
INSERT INTO note_search(note_search, rank) VALUES('crisismerge', 200);

CREATE TABLE person_row(
  id INTEGER PRIMARY KEY REFERENCES subject(id),
  code_name TEXT NOT NULL UNIQUE,
  identity BLOB NOT NULL
);
CREATE TABLE case_person(
  case_id INTEGER NOT NULL REFERENCES subject(id),
  person INTEGER NOT NULL REFERENCES subject(id),
  role TEXT NOT NULL,
  PRIMARY KEY(case_id, person, role)
) WITHOUT ROWID;
CREATE INDEX case_person_person ON case_person(person);

CREATE TABLE event_row(id INTEGER PRIMARY KEY REFERENCES subject(id), name TEXT NOT NULL, setup BLOB NOT NULL, updated INTEGER NOT NULL);

CREATE TABLE draft(
  -- Never a number twice: a window that still holds the number of a filed draft must not write into another.
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  author BLOB NOT NULL,
  updated INTEGER NOT NULL,
  body BLOB NOT NULL
);

-- Pictures of the paper a draft is typed from; they become attachments when it is filed, and go with it when it goes.
CREATE TABLE draft_file(
  id INTEGER PRIMARY KEY,
  draft INTEGER NOT NULL REFERENCES draft(id) ON DELETE CASCADE,
  media_type TEXT NOT NULL,
  bytes BLOB NOT NULL
);
CREATE INDEX draft_file_draft ON draft_file(draft);

CREATE TABLE attachment(
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK(length(uuid) = 16),
  case_id INTEGER NOT NULL REFERENCES subject(id),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 BLOB NOT NULL
);
CREATE TABLE attachment_chunk(
  attachment INTEGER NOT NULL REFERENCES attachment(id),
  number INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY(attachment, number)
) WITHOUT ROWID;

CREATE TABLE form(number TEXT PRIMARY KEY, event INTEGER NOT NULL REFERENCES subject(id), printed INTEGER NOT NULL, case_id INTEGER) WITHOUT ROWID;
