-- The review log, schema 2. It only grows: rows are inserted, never updated or deleted.

CREATE TABLE session (
    id          TEXT PRIMARY KEY,      -- also the writer of the run that began it
    at          TEXT NOT NULL,         -- UTC, ISO 8601
    mode        TEXT NOT NULL,         -- quiz, exam, study, anki
    seed        INTEGER NOT NULL,
    version     TEXT NOT NULL,         -- of the facts
    exam_format TEXT,                  -- of an exam: the id of its format
    settings    TEXT NOT NULL,         -- JSON: what resuming needs, or null
    plan        TEXT NOT NULL,         -- JSON: the questions exactly as they are asked
    checksum    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE review (
    session     TEXT NOT NULL,
    writer      TEXT NOT NULL,         -- the run that stored it
    counter     INTEGER NOT NULL,      -- the order inside a session
    position    INTEGER NOT NULL,      -- of the question in its session, from 0
    at          TEXT NOT NULL,         -- UTC, ISO 8601
    day         TEXT NOT NULL,         -- the learner's local date; it ends at four in the morning
    fact        TEXT NOT NULL,
    card        TEXT NOT NULL,
    template    TEXT NOT NULL,
    kind        TEXT NOT NULL,
    tests       TEXT NOT NULL,
    outcome     TEXT NOT NULL,         -- right, partly right, wrong, don't know, not decided …
    score       REAL NOT NULL,         -- 0 to 1
    seconds     REAL NOT NULL,
    elapsed     REAL NOT NULL,         -- since the session began, without pauses
    version     TEXT NOT NULL,         -- of the facts
    facts       TEXT NOT NULL,         -- JSON list
    exercise    TEXT,
    muscle      TEXT,
    role        TEXT,
    contraction TEXT,
    phase       TEXT,
    why         TEXT NOT NULL,
    stem        TEXT NOT NULL,
    options     TEXT NOT NULL,         -- JSON list, in the order shown
    chosen      TEXT NOT NULL,         -- JSON list of numbers
    given       TEXT,
    key         TEXT NOT NULL,
    late        INTEGER NOT NULL,
    hinted      INTEGER NOT NULL,
    confidence  INTEGER,               -- 1 guess, 2 think so, 3 sure
    asked_for   TEXT,                  -- concept
    taken_for   TEXT,                  -- concept
    verdict     TEXT,                  -- on a typed answer
    rating      INTEGER,               -- by the learner: 1 Again, 2 Hard, 3 Good, 4 Easy
    checksum    TEXT NOT NULL,
    PRIMARY KEY (writer, counter)
) STRICT, WITHOUT ROWID;

CREATE INDEX review_of_session ON review (session, position);
CREATE INDEX review_of_card ON review (card);
CREATE INDEX review_by_time ON review (at);
CREATE INDEX review_of_mix_up ON review (asked_for, taken_for) WHERE taken_for IS NOT NULL;

CREATE TABLE event (
    session  TEXT NOT NULL,
    writer   TEXT NOT NULL,            -- the run that stored it
    counter  INTEGER NOT NULL,         -- the order inside a session
    at       TEXT NOT NULL,            -- UTC, ISO 8601
    elapsed  REAL NOT NULL,
    body     TEXT NOT NULL,            -- JSON: what happened
    kind     TEXT NOT NULL,            -- undone, flagged, queued, moved, paused, abandoned, ended …
    checksum TEXT NOT NULL,
    PRIMARY KEY (writer, counter)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_of_session ON event (session);

CREATE TRIGGER session_stays BEFORE UPDATE ON session BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER session_kept BEFORE DELETE ON session BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER review_stays BEFORE UPDATE ON review BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER review_kept BEFORE DELETE ON review BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER event_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
