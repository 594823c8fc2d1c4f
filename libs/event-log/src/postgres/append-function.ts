/**
 * The one way into the log: judges a batch of appends one after the other, writes those that may stand, and answers one
 * row for each, in their order. `slots` names the stream of each append, by its place in `asked`; `owners` names the
 * append of each event, and `places` its place in it; all count from 1.
 *
 * The lock on the head row is the only one, so nobody can wait in a circle; behind it everything that others committed is
 * seen. What is accepted is written by one statement for the batch, or, where an append does not stand on the tip, just
 * before that one is compared with what is written.
 */
export const appendEvents = `
CREATE FUNCTION append_events(
  asked text[], slots int[], expected_versions bigint[], expected_hashes bytea[], counts int[],
  owners int[], places int[], ids uuid[], types text[], schemas bigint[], occurred bigint[], received bigint[],
  actor_classes text[], actor_ids text[], correlations text[], causations text[],
  clears text[], sealeds bytea[], hashes bytea[]
) RETURNS TABLE (outcome text, outcome_position bigint, outcome_version bigint, outcome_hash bytea)
LANGUAGE plpgsql AS $append$
#variable_conflict use_column
DECLARE
  at_position bigint; first_position bigint; at_streams bigint; known_streams bigint; now_ms bigint;
  tip_ids bigint[]; tip_versions bigint[]; tip_hashes bytea[];
  begins bigint[] := array_fill(-1::bigint, ARRAY[cardinality(slots)]);
  is_next boolean; slot int; last_event int := 0; written_to int := 0; pending int := 0;
  found_ids uuid[]; found_position bigint; found_hash bytea;
BEGIN
  SELECT head.position, head.streams, greatest(head.recorded_at, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint)
    INTO STRICT at_position, at_streams, now_ms FROM head FOR UPDATE;
  first_position := at_position;
  known_streams := at_streams;
  SELECT array_agg(coalesce(s.id, 0) ORDER BY n), array_agg(coalesce(s.version, 0) ORDER BY n),
         array_agg(coalesce(s.hash, decode(repeat('00', 32), 'hex')) ORDER BY n)
    INTO tip_ids, tip_versions, tip_hashes
    FROM unnest(asked) WITH ORDINALITY AS a (name, n) LEFT JOIN streams s ON s.name = a.name;

  FOR i IN 1 .. cardinality(slots) + 1 LOOP
    slot := slots[i];
    is_next := coalesce(tip_versions[slot] = expected_versions[i] AND tip_hashes[slot] = expected_hashes[i], false);
    IF NOT is_next AND pending > 0 THEN
      INSERT INTO events (position, stream, version, id, type, schema, occurred_at, received_at, recorded_at, actor_class,
                          actor_id, correlation_id, causation_id, clear, sealed, hash)
        SELECT begins[e.owner] + e.place, tip_ids[slots[e.owner]], expected_versions[e.owner] + e.place, e.id, e.type,
               e.schema, e.occurred, e.received, now_ms, e.actor_class, e.actor_id, e.correlation, e.causation, e.clear,
               e.sealed, e.hash
          FROM unnest(owners, places, ids, types, schemas, occurred, received, actor_classes, actor_ids, correlations,
                      causations, clears, sealeds, hashes)
            AS e (owner, place, id, type, schema, occurred, received, actor_class, actor_id, correlation,
                  causation, clear, sealed, hash)
         WHERE e.owner > written_to AND e.owner < i AND begins[e.owner] >= 0;
      written_to := i - 1;
      pending := 0;
    END IF;
    EXIT WHEN i > cardinality(slots);

    last_event := last_event + counts[i];
    IF is_next THEN
      IF tip_ids[slot] = 0 THEN
        at_streams := at_streams + 1;
        tip_ids[slot] := at_streams;
      END IF;
      begins[i] := at_position;
      at_position := at_position + counts[i];
      tip_versions[slot] := expected_versions[i] + counts[i];
      tip_hashes[slot] := hashes[last_event];
      pending := pending + 1;
      outcome := 'written'; outcome_position := at_position; outcome_version := NULL; outcome_hash := NULL;
      RETURN NEXT;
      CONTINUE;
    END IF;

    found_ids := NULL;
    IF tip_versions[slot] >= expected_versions[i] + counts[i] THEN
      SELECT array_agg(e.id ORDER BY e.version), (array_agg(e.position ORDER BY e.version DESC))[1],
             (array_agg(e.hash ORDER BY e.version DESC))[1]
        INTO found_ids, found_position, found_hash
        FROM events e
       WHERE e.stream = tip_ids[slot] AND e.version > expected_versions[i]
         AND e.version <= expected_versions[i] + counts[i];
    END IF;
    IF found_ids = ids[last_event - counts[i] + 1 : last_event] THEN
      outcome := 'repeated'; outcome_position := found_position;
      outcome_version := expected_versions[i] + counts[i]; outcome_hash := found_hash;
    ELSE
      outcome := 'refused'; outcome_position := NULL;
      outcome_version := tip_versions[slot]; outcome_hash := tip_hashes[slot];
    END IF;
    RETURN NEXT;
  END LOOP;

  IF at_position > first_position THEN
    UPDATE streams s SET version = t.version, hash = t.hash
      FROM unnest(tip_ids, tip_versions, tip_hashes) AS t (id, version, hash)
     WHERE t.id <= known_streams AND s.id = t.id AND s.version <> t.version;
    IF at_streams > known_streams THEN
      INSERT INTO streams (id, name, version, hash)
        SELECT t.id, t.name, t.version, t.hash
          FROM unnest(tip_ids, asked, tip_versions, tip_hashes) AS t (id, name, version, hash)
         WHERE t.id > known_streams;
    END IF;
    UPDATE head SET position = at_position, streams = at_streams, recorded_at = now_ms;
    -- Only wakes those who follow: whoever misses it looks by itself a little later.
    PERFORM pg_notify(current_schema, '');
  END IF;
END
$append$;
`;
