-- a text of a column
-- {"logic":"AND","rules":[{"field":"c_text","operator":"equals","value":"Paris"}]}
  ((((c."c_text"::text COLLATE "C" = $1::text
          AND octet_length(c."c_text"::text) = char_length(c."c_text"::text)
          OR (targeting.fold(c."c_text"::text) COLLATE "C") = $1::text)) IS TRUE))
-- in WHERE:
  (((targeting.fold(c."c_text"::text) COLLATE "C") = $1::text))
--   $1 = "paris"

-- a text of JSON, as it is written
-- {"logic":"AND","rules":[{"field":"attributes.motto","operator":"equals_exactly","value":"Ça va?"}]}
  (((((c."o'd""d $1"::jsonb ->> $2::text) COLLATE "C" = $1::text
          OR octet_length((c."o'd""d $1"::jsonb ->> $2::text)) > char_length((c."o'd""d $1"::jsonb ->> $2::text))
          AND (targeting.nfc((c."o'd""d $1"::jsonb ->> $2::text)) COLLATE "C") = $1::text)
        AND jsonb_typeof((c."o'd""d $1"::jsonb -> $2::text)) = 'string') IS TRUE))
-- in WHERE:
  ((((c."o'd""d $1"::jsonb ->> $2::text) COLLATE "C" = $1::text
        OR octet_length((c."o'd""d $1"::jsonb ->> $2::text)) > char_length((c."o'd""d $1"::jsonb ->> $2::text))
        AND (targeting.nfc((c."o'd""d $1"::jsonb ->> $2::text)) COLLATE "C") = $1::text)
      AND jsonb_typeof((c."o'd""d $1"::jsonb -> $2::text)) = 'string'))
--   $1 = "Ça va?"
--   $2 = "motto"

-- parts of a text
-- {"logic":"AND","rules":[{"field":"c_text","operator":"contains","value":"50%_\\"},{"field":"c_text","operator":"not_starts_with","value":"x"},{"field":"c_text","operator":"ends_with","value":"y"}]}
  (((strpos((targeting.fold(c."c_text"::text) COLLATE "C"), $1::text) > 0) IS TRUE)
    AND (((starts_with((targeting.fold(c."c_text"::text) COLLATE "C"), $2::text)) IS NOT TRUE) IS TRUE)
    AND ((right((targeting.fold(c."c_text"::text) COLLATE "C"), length($3::text)) = $3::text) IS TRUE))
-- in WHERE:
  ((strpos((targeting.fold(c."c_text"::text) COLLATE "C"), $1::text) > 0)
    AND ((starts_with((targeting.fold(c."c_text"::text) COLLATE "C"), $2::text)) IS NOT TRUE)
    AND (right((targeting.fold(c."c_text"::text) COLLATE "C"), length($3::text)) = $3::text))
--   $1 = "50%_\\"
--   $2 = "x"
--   $3 = "y"

-- texts in a list
-- {"logic":"OR","rules":[{"field":"c_enum","operator":"in","value":["Calm","WILD","calm"]},{"field":"attributes.motto","operator":"not_in","value":["x"]}]}
  ((((c."c_enum"::text COLLATE "C" = ANY($1::text[])
          AND octet_length(c."c_enum"::text) = char_length(c."c_enum"::text)
          OR (targeting.fold(c."c_enum"::text) COLLATE "C") = ANY($1::text[]))) IS TRUE)
    OR ((((targeting.fold((c."o'd""d $1"::jsonb ->> $2::text)) COLLATE "C") = ANY($3::text[])
          AND jsonb_typeof((c."o'd""d $1"::jsonb -> $2::text)) = 'string') IS NOT TRUE) IS TRUE))
-- in WHERE:
  (((targeting.fold(c."c_enum"::text) COLLATE "C") = ANY($1::text[]))
    OR (((targeting.fold((c."o'd""d $1"::jsonb ->> $2::text)) COLLATE "C") = ANY($3::text[])
        AND jsonb_typeof((c."o'd""d $1"::jsonb -> $2::text)) = 'string') IS NOT TRUE))
--   $1 = ["calm","wild"]
--   $2 = "motto"
--   $3 = ["x"]

-- a regular expression
-- {"logic":"AND","rules":[{"field":"c_char","operator":"matches","value":"^[A-C]\\d{2,}(x|Ü).*$"}]}
  ((((targeting.fold(c."c_char"::text) COLLATE "C") ~ $1::text) IS TRUE))
-- in WHERE:
  (((targeting.fold(c."c_char"::text) COLLATE "C") ~ $1::text))
--   $1 = "^[abc][0-9]{2,}(?:x|ü).*$"

-- no text
-- {"logic":"AND","rules":[{"field":"c_text","operator":"is_empty"},{"field":"extra.word","operator":"is_not_empty"}]}
  (((coalesce(c."c_text"::text, '') = '') IS TRUE)
    AND (((coalesce(targeting.as_text((targeting.as_jsonb(c."c_extra") -> $1::text)), '') = '') IS NOT TRUE) IS TRUE))
-- in WHERE:
  ((coalesce(c."c_text"::text, '') = '')
    AND ((coalesce(targeting.as_text((targeting.as_jsonb(c."c_extra") -> $1::text)), '') = '') IS NOT TRUE))
--   $1 = "word"

-- a number of a column
-- {"logic":"AND","rules":[{"field":"c_numeric","operator":"greater_than","value":80}]}
  (((c."c_numeric" > $1::numeric
        AND c."c_numeric" < 'Infinity'::numeric) IS TRUE))
-- in WHERE:
  ((c."c_numeric" > $1::numeric
      AND c."c_numeric" < 'Infinity'::numeric))
--   $1 = "80"

-- a number of JSON
-- {"logic":"AND","rules":[{"field":"attributes.points","operator":"at_most","value":0.1}]}
  (((targeting.as_number((c."o'd""d $1"::jsonb -> $1::text)) <= $2::numeric) IS TRUE))
-- in WHERE:
  ((targeting.as_number((c."o'd""d $1"::jsonb -> $1::text)) <= $2::numeric))
--   $1 = "points"
--   $2 = "0.1"

-- a number of binary fractions
-- {"logic":"AND","rules":[{"field":"c_float","operator":"less_than","value":80.5}]}
  ((((c."c_float"::text)::numeric < $1::numeric
        AND (c."c_float"::text)::numeric > '-Infinity'::numeric) IS TRUE))
-- in WHERE:
  (((c."c_float"::text)::numeric < $1::numeric
      AND (c."c_float"::text)::numeric > '-Infinity'::numeric))
--   $1 = "80.5"

-- numbers between and in
-- {"logic":"OR","rules":[{"field":"c_int","operator":"between","value":[1,80]},{"field":"c_int","operator":"not_between","value":[2,3]},{"field":"c_int","operator":"in","value":[3,1,2]}]}
  (((c."c_int" BETWEEN $1::bigint AND $2::bigint) IS TRUE)
    OR (((c."c_int" BETWEEN $3::bigint AND $4::bigint) IS NOT TRUE) IS TRUE)
    OR ((c."c_int" = ANY($5::bigint[])) IS TRUE))
-- in WHERE:
  ((c."c_int" BETWEEN $1::bigint AND $2::bigint)
    OR ((c."c_int" BETWEEN $3::bigint AND $4::bigint) IS NOT TRUE)
    OR (c."c_int" = ANY($5::bigint[])))
--   $1 = "1"
--   $2 = "80"
--   $3 = "2"
--   $4 = "3"
--   $5 = ["1","2","3"]

-- what is false, true, missing
-- {"logic":"AND","rules":[{"field":"c_bool","operator":"is_false"},{"field":"attributes.flag","operator":"is_true"},{"field":"c_bool","operator":"is_set"}]}
  (((NOT c."c_bool") IS TRUE)
    AND ((targeting.as_boolean((c."o'd""d $1"::jsonb -> $1::text))) IS TRUE)
    AND ((c."c_bool" IS NOT NULL) IS TRUE))
-- in WHERE:
  ((NOT c."c_bool")
    AND (targeting.as_boolean((c."o'd""d $1"::jsonb -> $1::text)))
    AND (c."c_bool" IS NOT NULL))
--   $1 = "flag"

-- what is not set
-- {"logic":"AND","rules":[{"field":"c_numeric","operator":"is_not_set"},{"field":"attributes.joined","operator":"is_not_set"},{"field":"c_texts","operator":"is_not_set"},{"field":"c_day","operator":"is_not_set"}]}
  ((((targeting.finite(c."c_numeric") IS NOT NULL) IS NOT TRUE) IS TRUE)
    AND (((targeting.as_day((c."o'd""d $1"::jsonb -> $1::text)) IS NOT NULL
          OR targeting.as_instant((c."o'd""d $1"::jsonb -> $1::text)) IS NOT NULL) IS NOT TRUE) IS TRUE)
    AND (((to_jsonb(c."c_texts") IS NOT NULL) IS NOT TRUE) IS TRUE)
    AND (((targeting.finite(c."c_day") IS NOT NULL) IS NOT TRUE) IS TRUE))
-- in WHERE:
  (((targeting.finite(c."c_numeric") IS NOT NULL) IS NOT TRUE)
    AND ((targeting.as_day((c."o'd""d $1"::jsonb -> $1::text)) IS NOT NULL
        OR targeting.as_instant((c."o'd""d $1"::jsonb -> $1::text)) IS NOT NULL) IS NOT TRUE)
    AND ((to_jsonb(c."c_texts") IS NOT NULL) IS NOT TRUE)
    AND ((targeting.finite(c."c_day") IS NOT NULL) IS NOT TRUE))
--   $1 = "joined"

-- a local day
-- {"logic":"AND","rules":[{"field":"c_day","operator":"on","value":"2024-03-15"},{"field":"c_instant","operator":"on","value":"2024-03-15"},{"field":"c_timestamp","operator":"on","value":"2024-03-15"}]}
  ((((c."c_day" >= $1::date
          AND c."c_day" <= $1::date)) IS TRUE)
    AND (((c."c_instant" >= $2::timestamptz
          AND c."c_instant" < $3::timestamptz)) IS TRUE)
    AND ((((c."c_timestamp" AT TIME ZONE 'UTC') >= $2::timestamptz
          AND (c."c_timestamp" AT TIME ZONE 'UTC') < $3::timestamptz)) IS TRUE))
-- in WHERE:
  (((c."c_day" >= $1::date
        AND c."c_day" <= $1::date))
    AND ((c."c_instant" >= $2::timestamptz
        AND c."c_instant" < $3::timestamptz))
    AND (((c."c_timestamp" AT TIME ZONE 'UTC') >= $2::timestamptz
        AND (c."c_timestamp" AT TIME ZONE 'UTC') < $3::timestamptz)))
--   $1 = "2024-03-15"
--   $2 = "2024-03-14T23:00:00.000Z"
--   $3 = "2024-03-15T23:00:00.000Z"

-- a date of JSON
-- {"logic":"AND","rules":[{"field":"attributes.joined","operator":"before","value":"2024-03-15"}]}
  ((((targeting.as_day((c."o'd""d $1"::jsonb -> $1::text)) <= $2::date)
        OR (targeting.as_instant((c."o'd""d $1"::jsonb -> $1::text)) < $3::timestamptz)) IS TRUE))
-- in WHERE:
  (((targeting.as_day((c."o'd""d $1"::jsonb -> $1::text)) <= $2::date)
      OR (targeting.as_instant((c."o'd""d $1"::jsonb -> $1::text)) < $3::timestamptz)))
--   $1 = "joined"
--   $2 = "2024-03-14"
--   $3 = "2024-03-14T23:00:00.000Z"

-- dates between
-- {"logic":"OR","rules":[{"field":"c_day","operator":"between","value":["2024-03-01","2024-03-31"]},{"field":"c_instant","operator":"not_between","value":["2024-03-01T10:00:00Z","2024-03-02T10:00:00+02:00"]}]}
  ((((c."c_day" >= $1::date
          AND c."c_day" <= $2::date)) IS TRUE)
    OR ((((c."c_instant" >= $3::timestamptz
            AND c."c_instant" < $4::timestamptz)) IS NOT TRUE) IS TRUE))
-- in WHERE:
  (((c."c_day" >= $1::date
        AND c."c_day" <= $2::date))
    OR (((c."c_instant" >= $3::timestamptz
          AND c."c_instant" < $4::timestamptz)) IS NOT TRUE))
--   $1 = "2024-03-01"
--   $2 = "2024-03-31"
--   $3 = "2024-03-01T10:00:00.000Z"
--   $4 = "2024-03-02T08:00:00.001Z"

-- rolling dates
-- {"logic":"OR","rules":[{"field":"c_instant","operator":"in_last","value":{"amount":3,"unit":"month"}},{"field":"c_day","operator":"older_than","value":{"amount":30,"unit":"day"}},{"field":"c_timestamp","operator":"in_next","value":{"amount":1,"unit":"hour"}}]}
  ((((c."c_instant" >= $1::timestamptz
          AND c."c_instant" < $2::timestamptz)) IS TRUE)
    OR (((c."c_day" >= $3::date
          AND c."c_day" <= $4::date)) IS TRUE)
    OR ((((c."c_timestamp" AT TIME ZONE 'UTC') >= $5::timestamptz
          AND (c."c_timestamp" AT TIME ZONE 'UTC') < $6::timestamptz)) IS TRUE))
-- in WHERE:
  (((c."c_instant" >= $1::timestamptz
        AND c."c_instant" < $2::timestamptz))
    OR ((c."c_day" >= $3::date
        AND c."c_day" <= $4::date))
    OR (((c."c_timestamp" AT TIME ZONE 'UTC') >= $5::timestamptz
        AND (c."c_timestamp" AT TIME ZONE 'UTC') < $6::timestamptz)))
--   $1 = "2023-12-15T12:00:00.000Z"
--   $2 = "2024-03-15T12:00:00.001Z"
--   $3 = "0001-01-01"
--   $4 = "2024-02-14"
--   $5 = "2024-03-15T12:00:00.000Z"
--   $6 = "2024-03-15T13:00:00.001Z"

-- calendar dates
-- {"logic":"OR","rules":[{"field":"c_instant","operator":"this","value":"week"},{"field":"c_day","operator":"last","value":"quarter"},{"field":"attributes.joined","operator":"next","value":"year"}]}
  ((((c."c_instant" >= $1::timestamptz
          AND c."c_instant" < $2::timestamptz)) IS TRUE)
    OR (((c."c_day" >= $3::date
          AND c."c_day" <= $4::date)) IS TRUE)
    OR (((targeting.as_day((c."o'd""d $1"::jsonb -> $5::text)) >= $6::date
          AND targeting.as_day((c."o'd""d $1"::jsonb -> $5::text)) <= $7::date)
        OR (targeting.as_instant((c."o'd""d $1"::jsonb -> $5::text)) >= $8::timestamptz
          AND targeting.as_instant((c."o'd""d $1"::jsonb -> $5::text)) < $9::timestamptz)) IS TRUE))
-- in WHERE:
  (((c."c_instant" >= $1::timestamptz
        AND c."c_instant" < $2::timestamptz))
    OR ((c."c_day" >= $3::date
        AND c."c_day" <= $4::date))
    OR ((targeting.as_day((c."o'd""d $1"::jsonb -> $5::text)) >= $6::date
        AND targeting.as_day((c."o'd""d $1"::jsonb -> $5::text)) <= $7::date)
      OR (targeting.as_instant((c."o'd""d $1"::jsonb -> $5::text)) >= $8::timestamptz
        AND targeting.as_instant((c."o'd""d $1"::jsonb -> $5::text)) < $9::timestamptz)))
--   $1 = "2024-03-10T23:00:00.000Z"
--   $2 = "2024-03-17T23:00:00.000Z"
--   $3 = "2023-10-01"
--   $4 = "2023-12-31"
--   $5 = "joined"
--   $6 = "2025-01-01"
--   $7 = "2025-12-31"
--   $8 = "2024-12-31T23:00:00.000Z"
--   $9 = "2025-12-31T23:00:00.000Z"

-- anniversaries
-- {"logic":"OR","rules":[{"field":"attributes.born","operator":"anniversary_in_next","value":{"amount":3,"unit":"day"}},{"field":"c_day","operator":"anniversary_in","value":"today"}]}
  (((to_char(coalesce(targeting.as_day((c."o'd""d $1"::jsonb -> $1::text)), (targeting.as_instant((c."o'd""d $1"::jsonb -> $1::text)) AT TIME ZONE $2::text)::date), 'MM-DD') = ANY($3::text[])) IS TRUE)
    OR ((to_char(targeting.finite(c."c_day"), 'MM-DD') = ANY($4::text[])) IS TRUE))
-- in WHERE:
  ((to_char(coalesce(targeting.as_day((c."o'd""d $1"::jsonb -> $1::text)), (targeting.as_instant((c."o'd""d $1"::jsonb -> $1::text)) AT TIME ZONE $2::text)::date), 'MM-DD') = ANY($3::text[]))
    OR (to_char(targeting.finite(c."c_day"), 'MM-DD') = ANY($4::text[])))
--   $1 = "born"
--   $2 = "Europe/Paris"
--   $3 = ["03-15","03-16","03-17","03-18"]
--   $4 = ["03-15"]

-- weekdays
-- {"logic":"AND","rules":[{"field":"c_instant","operator":"is_weekday","value":["sunday","saturday"]}]}
  (((extract(isodow
          FROM (targeting.finite(c."c_instant") AT TIME ZONE $1::text)::date)::text = ANY($2::text[])) IS TRUE))
-- in WHERE:
  ((extract(isodow
        FROM (targeting.finite(c."c_instant") AT TIME ZONE $1::text)::date)::text = ANY($2::text[])))
--   $1 = "Europe/Paris"
--   $2 = ["6","7"]

-- items of an array
-- {"logic":"AND","rules":[{"field":"attributes.tags","operator":"has_any","value":["New",7]},{"field":"c_texts","operator":"has_all","value":["a","B",1]},{"field":"attributes.tags","operator":"has_none","value":["x"]}]}
  (((EXISTS (SELECT 1
          FROM jsonb_array_elements(targeting.as_array((c."o'd""d $1"::jsonb -> $3::text))) i1(value)
          WHERE targeting.fold(targeting.as_text(i1.value)) COLLATE "C" = ANY($1::text[])
          OR targeting.as_number(i1.value) = ANY($2::numeric[]))) IS TRUE)
    AND (((SELECT count(DISTINCT targeting.fold(targeting.as_text(i2.value)) COLLATE "C")
          FROM jsonb_array_elements(to_jsonb(c."c_texts")) i2(value)
          WHERE targeting.fold(targeting.as_text(i2.value)) COLLATE "C" = ANY($4::text[])) = 2
        AND (SELECT count(DISTINCT targeting.as_number(i3.value))
          FROM jsonb_array_elements(to_jsonb(c."c_texts")) i3(value)
          WHERE targeting.as_number(i3.value) = ANY($5::numeric[])) = 1) IS TRUE)
    AND (((EXISTS (SELECT 1
            FROM jsonb_array_elements(targeting.as_array((c."o'd""d $1"::jsonb -> $3::text))) i4(value)
            WHERE targeting.fold(targeting.as_text(i4.value)) COLLATE "C" = ANY($6::text[]))) IS NOT TRUE) IS TRUE))
-- in WHERE:
  ((EXISTS (SELECT 1
        FROM jsonb_array_elements(targeting.as_array((c."o'd""d $1"::jsonb -> $3::text))) i1(value)
        WHERE targeting.fold(targeting.as_text(i1.value)) COLLATE "C" = ANY($1::text[])
        OR targeting.as_number(i1.value) = ANY($2::numeric[])))
    AND ((SELECT count(DISTINCT targeting.fold(targeting.as_text(i2.value)) COLLATE "C")
        FROM jsonb_array_elements(to_jsonb(c."c_texts")) i2(value)
        WHERE targeting.fold(targeting.as_text(i2.value)) COLLATE "C" = ANY($4::text[])) = 2
      AND (SELECT count(DISTINCT targeting.as_number(i3.value))
        FROM jsonb_array_elements(to_jsonb(c."c_texts")) i3(value)
        WHERE targeting.as_number(i3.value) = ANY($5::numeric[])) = 1)
    AND ((EXISTS (SELECT 1
          FROM jsonb_array_elements(targeting.as_array((c."o'd""d $1"::jsonb -> $3::text))) i4(value)
          WHERE targeting.fold(targeting.as_text(i4.value)) COLLATE "C" = ANY($6::text[]))) IS NOT TRUE))
--   $1 = ["new"]
--   $2 = ["7"]
--   $3 = "tags"
--   $4 = ["a","b"]
--   $5 = ["1"]
--   $6 = ["x"]

-- the length of an array
-- {"logic":"AND","rules":[{"field":"c_numbers","operator":"length","value":{"operator":"between","value":[1,3]}}]}
  (((jsonb_array_length(to_jsonb(c."c_numbers")) >= $1::bigint
        AND jsonb_array_length(to_jsonb(c."c_numbers")) <= $2::bigint) IS TRUE))
-- in WHERE:
  ((jsonb_array_length(to_jsonb(c."c_numbers")) >= $1::bigint
      AND jsonb_array_length(to_jsonb(c."c_numbers")) <= $2::bigint))
--   $1 = "1"
--   $2 = "3"

-- texts of two fields
-- {"logic":"AND","rules":[{"field":"c_text","operator":"equals","value_field":"attributes.motto"}]}
  ((((targeting.fold(c."c_text"::text) COLLATE "C") = (targeting.fold(targeting.as_text((c."o'd""d $1"::jsonb -> $1::text))) COLLATE "C")) IS TRUE))
-- in WHERE:
  (((targeting.fold(c."c_text"::text) COLLATE "C") = (targeting.fold(targeting.as_text((c."o'd""d $1"::jsonb -> $1::text))) COLLATE "C")))
--   $1 = "motto"

-- numbers of two fields
-- {"logic":"AND","rules":[{"field":"c_int","operator":"greater_than","value_field":"attributes.goal"}]}
  (((c."c_int" > targeting.as_number((c."o'd""d $1"::jsonb -> $1::text))) IS TRUE))
-- in WHERE:
  ((c."c_int" > targeting.as_number((c."o'd""d $1"::jsonb -> $1::text))))
--   $1 = "goal"

-- dates of two fields
-- {"logic":"AND","rules":[{"field":"c_instant","operator":"after","value_field":"c_timestamp"},{"field":"attributes.joined","operator":"on_or_before","value_field":"c_instant"},{"field":"c_day","operator":"on","value_field":"extra.since"}]}
  (((date_trunc('milliseconds', targeting.finite(c."c_instant")) > date_trunc('milliseconds', targeting.finite((c."c_timestamp" AT TIME ZONE 'UTC')))) IS TRUE)
    AND ((CASE
        WHEN targeting.as_instant((c."o'd""d $1"::jsonb -> $1::text)) IS NOT NULL
        AND targeting.finite(c."c_instant") IS NOT NULL THEN date_trunc('milliseconds', targeting.as_instant((c."o'd""d $1"::jsonb -> $1::text))) <= date_trunc('milliseconds', targeting.finite(c."c_instant"))
        ELSE coalesce(targeting.as_day((c."o'd""d $1"::jsonb -> $1::text)), (targeting.as_instant((c."o'd""d $1"::jsonb -> $1::text)) AT TIME ZONE $2::text)::date) <= (targeting.finite(c."c_instant") AT TIME ZONE $2::text)::date
        END) IS TRUE)
    AND ((targeting.finite(c."c_day") = coalesce(targeting.as_day((targeting.as_jsonb(c."c_extra") -> $3::text)), (targeting.as_instant((targeting.as_jsonb(c."c_extra") -> $3::text)) AT TIME ZONE $2::text)::date)) IS TRUE))
-- in WHERE:
  ((date_trunc('milliseconds', targeting.finite(c."c_instant")) > date_trunc('milliseconds', targeting.finite((c."c_timestamp" AT TIME ZONE 'UTC'))))
    AND (CASE
      WHEN targeting.as_instant((c."o'd""d $1"::jsonb -> $1::text)) IS NOT NULL
      AND targeting.finite(c."c_instant") IS NOT NULL THEN date_trunc('milliseconds', targeting.as_instant((c."o'd""d $1"::jsonb -> $1::text))) <= date_trunc('milliseconds', targeting.finite(c."c_instant"))
      ELSE coalesce(targeting.as_day((c."o'd""d $1"::jsonb -> $1::text)), (targeting.as_instant((c."o'd""d $1"::jsonb -> $1::text)) AT TIME ZONE $2::text)::date) <= (targeting.finite(c."c_instant") AT TIME ZONE $2::text)::date
      END)
    AND (targeting.finite(c."c_day") = coalesce(targeting.as_day((targeting.as_jsonb(c."c_extra") -> $3::text)), (targeting.as_instant((targeting.as_jsonb(c."c_extra") -> $3::text)) AT TIME ZONE $2::text)::date)))
--   $1 = "joined"
--   $2 = "Europe/Paris"
--   $3 = "since"

-- groups in groups
-- {"logic":"AND","rules":[{"field":"c_int","operator":"at_least","value":1},{"logic":"OR","rules":[{"field":"c_bool","operator":"is_true"},{"logic":"AND","rules":[{"field":"c_text","operator":"is_set"},{"field":"c_int","operator":"at_most","value":9}]}]}]}
  (((c."c_int" >= $1::bigint) IS TRUE)
    AND (((c."c_bool") IS TRUE)
      OR (((c."c_text"::text IS NOT NULL) IS TRUE)
        AND ((c."c_int" <= $2::bigint) IS TRUE))))
-- in WHERE:
  ((c."c_int" >= $1::bigint)
    AND ((c."c_bool")
      OR ((c."c_text"::text IS NOT NULL)
        AND (c."c_int" <= $2::bigint))))
--   $1 = "1"
--   $2 = "9"

-- a negated group
-- {"logic":"OR","rules":[{"field":"c_int","operator":"at_least","value":1},{"logic":"AND","rules":[{"field":"c_bool","operator":"is_true"},{"field":"c_text","operator":"equals","value":"x"}]}],"not":true}
  NOT (((c."c_int" >= $1::bigint) IS TRUE)
    OR (((c."c_bool") IS TRUE)
      AND (((c."c_text"::text COLLATE "C" = $2::text
            AND octet_length(c."c_text"::text) = char_length(c."c_text"::text)
            OR (targeting.fold(c."c_text"::text) COLLATE "C") = $2::text)) IS TRUE)))
--   $1 = "1"
--   $2 = "x"

-- an event, ever
-- {"logic":"AND","rules":[{"event":"purchase","operator":"did"}]}
  (EXISTS (SELECT 1
      FROM "host"."activities" e1
      WHERE e1."person" = c."id"
      AND e1."kind" = $1::text
      AND e1."at" < $2::timestamptz))
--   $1 = "purchase"
--   $2 = "2024-03-15T12:00:00.001Z"

-- an event without a type, in a window
-- {"logic":"AND","rules":[{"event":"order","operator":"did","within":{"last":30,"unit":"day"}}]}
  (EXISTS (SELECT 1
      FROM "host"."orders" e1
      WHERE e1."buyer" = c."id"
      AND e1."placed" >= ($1::timestamptz AT TIME ZONE 'UTC')
      AND e1."placed" < ($2::timestamptz AT TIME ZONE 'UTC')))
--   $1 = "2024-02-14T12:00:00.000Z"
--   $2 = "2024-03-15T12:00:00.001Z"

-- no event in a calendar window
-- {"logic":"AND","rules":[{"event":"visit","operator":"did_not","within":{"calendar":"last_month"}}]}
  (NOT EXISTS (SELECT 1
      FROM "host"."activities" e1
      WHERE e1."person" = c."id"
      AND e1."kind" = $1::text
      AND e1."at" >= $2::timestamptz
      AND e1."at" < $3::timestamptz))
--   $1 = "visit"
--   $2 = "2024-01-31T23:00:00.000Z"
--   $3 = "2024-02-29T23:00:00.000Z"

-- an event with properties
-- {"logic":"AND","rules":[{"event":"purchase","operator":"did","where":{"logic":"AND","rules":[{"field":"amount","operator":"greater_than","value":20},{"logic":"OR","rules":[{"field":"item","operator":"equals","value":"x"},{"field":"gift","operator":"is_true"}],"not":true}]},"within":{"from":"2024-03-01","to":"2024-03-08T00:00:00Z"}}]}
  (EXISTS (SELECT 1
      FROM "host"."activities" e1
      WHERE e1."person" = c."id"
      AND e1."kind" = $1::text
      AND e1."at" >= $2::timestamptz
      AND e1."at" < $3::timestamptz
      AND ((targeting.as_number((e1."data"::jsonb -> $4::text)) > $5::numeric)
        AND NOT ((((targeting.fold((e1."data"::jsonb ->> $6::text)) COLLATE "C") = $7::text
              AND jsonb_typeof((e1."data"::jsonb -> $6::text)) = 'string') IS TRUE)
          OR ((targeting.as_boolean((e1."data"::jsonb -> $8::text))) IS TRUE)))))
--   $1 = "purchase"
--   $2 = "2024-02-29T23:00:00.000Z"
--   $3 = "2024-03-08T00:00:00.000Z"
--   $4 = "amount"
--   $5 = "20"
--   $6 = "item"
--   $7 = "x"
--   $8 = "gift"

-- the first time
-- {"logic":"AND","rules":[{"event":"purchase","operator":"first_time","within":{"last":7,"unit":"day"}}]}
  ((EXISTS (SELECT 1
        FROM "host"."activities" e1
        WHERE e1."person" = c."id"
        AND e1."kind" = $1::text
        AND e1."at" >= $2::timestamptz
        AND e1."at" < $3::timestamptz)
      AND NOT EXISTS (SELECT 1
        FROM "host"."activities" e2
        WHERE e2."person" = c."id"
        AND e2."kind" = $1::text
        AND e2."at" < $2::timestamptz)))
--   $1 = "purchase"
--   $2 = "2024-03-08T12:00:00.000Z"
--   $3 = "2024-03-15T12:00:00.001Z"

-- the last time
-- {"logic":"AND","rules":[{"event":"order","operator":"last_time","within":{"from":"2024-01-01","to":"2024-02-01"}}]}
  ((EXISTS (SELECT 1
        FROM "host"."orders" e1
        WHERE e1."buyer" = c."id"
        AND e1."placed" >= ($1::timestamptz AT TIME ZONE 'UTC')
        AND e1."placed" < ($2::timestamptz AT TIME ZONE 'UTC'))
      AND NOT EXISTS (SELECT 1
        FROM "host"."orders" e2
        WHERE e2."buyer" = c."id"
        AND e2."placed" >= ($2::timestamptz AT TIME ZONE 'UTC')
        AND e2."placed" < ($3::timestamptz AT TIME ZONE 'UTC'))))
--   $1 = "2023-12-31T23:00:00.000Z"
--   $2 = "2024-01-31T23:00:00.000Z"
--   $3 = "2024-03-15T12:00:00.001Z"

-- at least three times
-- {"logic":"AND","rules":[{"event":"purchase","operator":"did","count":{"operator":"at_least","value":3},"within":{"last":30,"unit":"day"}}]}
  (EXISTS (SELECT 1
      FROM (SELECT e1."person" AS key
        FROM "host"."activities" e1
        WHERE e1."kind" = $2::text
        AND e1."at" >= $3::timestamptz
        AND e1."at" < $4::timestamptz
        GROUP BY e1."person"
        HAVING count(*) >= $1::bigint) g2
      WHERE g2.key = c."id"))
--   $1 = "3"
--   $2 = "purchase"
--   $3 = "2024-02-14T12:00:00.000Z"
--   $4 = "2024-03-15T12:00:00.001Z"

-- at most once, or never
-- {"logic":"AND","rules":[{"event":"purchase","operator":"did","count":{"operator":"at_most","value":1}}]}
  (NOT EXISTS (SELECT 1
      FROM (SELECT e1."person" AS key
        FROM "host"."activities" e1
        WHERE e1."kind" = $2::text
        AND e1."at" < $3::timestamptz
        GROUP BY e1."person"
        HAVING NOT (count(*) <= $1::bigint)) g2
      WHERE g2.key = c."id"))
--   $1 = "1"
--   $2 = "purchase"
--   $3 = "2024-03-15T12:00:00.001Z"

-- a sum
-- {"logic":"AND","rules":[{"event":"purchase","operator":"did","aggregate":{"function":"sum","field":"amount","operator":"at_least","value":500}}]}
  (EXISTS (SELECT 1
      FROM (SELECT e1."person" AS key
        FROM "host"."activities" e1
        WHERE e1."kind" = $1::text
        AND e1."at" < $2::timestamptz
        GROUP BY e1."person"
        HAVING sum(targeting.as_number((e1."data"::jsonb -> $3::text))) >= $4::numeric) g2
      WHERE g2.key = c."id"))
--   $1 = "purchase"
--   $2 = "2024-03-15T12:00:00.001Z"
--   $3 = "amount"
--   $4 = "500"

-- an average between
-- {"logic":"AND","rules":[{"event":"order","operator":"did","aggregate":{"function":"avg","field":"total","operator":"between","value":[1,2.5]}}]}
  (EXISTS (SELECT 1
      FROM (SELECT e1."buyer" AS key
        FROM "host"."orders" e1
        WHERE e1."placed" < ($1::timestamptz AT TIME ZONE 'UTC')
        GROUP BY e1."buyer"
        HAVING sum(targeting.finite((e1."total"::text)::numeric)) >= $2::numeric * count(targeting.finite((e1."total"::text)::numeric))
        AND sum(targeting.finite((e1."total"::text)::numeric)) <= $3::numeric * count(targeting.finite((e1."total"::text)::numeric))) g2
      WHERE g2.key = c."id"))
--   $1 = "2024-03-15T12:00:00.001Z"
--   $2 = "1"
--   $3 = "2.5"

-- different values
-- {"logic":"AND","rules":[{"event":"purchase","operator":"did","aggregate":{"function":"count_distinct","field":"item","operator":"exactly","value":2}}]}
  (EXISTS (SELECT 1
      FROM (SELECT e1."person" AS key
        FROM "host"."activities" e1
        WHERE e1."kind" = $1::text
        AND e1."at" < $2::timestamptz
        GROUP BY e1."person"
        HAVING count((targeting.fold(targeting.as_text((e1."data"::jsonb -> $3::text))) COLLATE "C")) > 0
        AND count(DISTINCT (targeting.fold(targeting.as_text((e1."data"::jsonb -> $3::text))) COLLATE "C")) = $4::bigint) g2
      WHERE g2.key = c."id"))
--   $1 = "purchase"
--   $2 = "2024-03-15T12:00:00.001Z"
--   $3 = "item"
--   $4 = "2"

-- events as alternatives
-- {"logic":"OR","rules":[{"field":"c_int","operator":"at_least","value":3},{"event":"purchase","operator":"did","within":{"last":30,"unit":"day"}},{"logic":"OR","rules":[{"event":"purchase","operator":"did","count":{"operator":"at_most","value":1}}],"not":true},{"logic":"AND","rules":[{"field":"c_bool","operator":"is_true"},{"event":"purchase","operator":"did"}]}]}
  (((c."c_int" >= $1::bigint) IS TRUE)
    OR EXISTS (SELECT 1
      FROM "host"."activities" e1
      WHERE e1."person" = c."id"
      AND e1."kind" = $2::text
      AND e1."at" >= $3::timestamptz
      AND e1."at" < $4::timestamptz)
    OR NOT (NOT EXISTS (SELECT 1
        FROM (SELECT e2."person" AS key
          FROM "host"."activities" e2
          WHERE e2."kind" = $2::text
          AND e2."at" < $4::timestamptz
          GROUP BY e2."person"
          HAVING NOT (count(*) <= $5::bigint)) g3
        WHERE g3.key = c."id"))
    OR (((c."c_bool") IS TRUE)
      AND EXISTS (SELECT 1
        FROM "host"."activities" e4
        WHERE e4."person" = c."id"
        AND e4."kind" = $2::text
        AND e4."at" < $4::timestamptz)))
-- in WHERE:
  ((c."c_int" >= $1::bigint)
    OR EXISTS (SELECT 1
      FROM "host"."activities" e1
      WHERE e1."person" = c."id"
      AND e1."kind" = $2::text
      AND e1."at" >= $3::timestamptz
      AND e1."at" < $4::timestamptz)
    OR NOT (NOT EXISTS (SELECT 1
        FROM (SELECT e2."person" AS key
          FROM "host"."activities" e2
          WHERE e2."kind" = $2::text
          AND e2."at" < $4::timestamptz
          GROUP BY e2."person"
          HAVING NOT (count(*) <= $5::bigint)) g3
        WHERE g3.key = c."id"))
    OR ((c."c_bool")
      AND EXISTS (SELECT 1
        FROM "host"."activities" e4
        WHERE e4."person" = c."id"
        AND e4."kind" = $2::text
        AND e4."at" < $4::timestamptz)))
-- in WHERE, with events read beforehand:
  ((c."c_int" >= $1::bigint)
    OR ((c."id" = ANY (SELECT e1."person" AS key
          FROM "host"."activities" e1
          WHERE e1."kind" = $2::text
          AND e1."at" >= $3::timestamptz
          AND e1."at" < $4::timestamptz)) IS TRUE)
    OR NOT (NOT ((c."id" = ANY (SELECT e2."person" AS key
            FROM "host"."activities" e2
            WHERE e2."kind" = $2::text
            AND e2."at" < $4::timestamptz
            GROUP BY e2."person"
            HAVING NOT (count(*) <= $5::bigint))) IS TRUE))
    OR ((c."c_bool")
      AND EXISTS (SELECT 1
        FROM "host"."activities" e3
        WHERE e3."person" = c."id"
        AND e3."kind" = $2::text
        AND e3."at" < $4::timestamptz)))
--   $1 = "3"
--   $2 = "purchase"
--   $3 = "2024-02-14T12:00:00.000Z"
--   $4 = "2024-03-15T12:00:00.001Z"
--   $5 = "1"

-- one event and then another
-- {"logic":"AND","rules":[{"event":"purchase","operator":"did","within":{"last":7,"unit":"day"},"then":{"event":"order","operator":"did","within":{"amount":2,"unit":"hour"}}}]}
  (EXISTS (SELECT 1
      FROM "host"."activities" e1
      WHERE e1."person" = c."id"
      AND e1."kind" = $3::text
      AND e1."at" >= $4::timestamptz
      AND e1."at" < $2::timestamptz
      AND EXISTS (SELECT 1
        FROM "host"."orders" e2
        WHERE e2."buyer" = e1."person"
        AND e2."placed" < ($2::timestamptz AT TIME ZONE 'UTC')
        AND date_trunc('milliseconds', (e2."placed" AT TIME ZONE 'UTC')) > date_trunc('milliseconds', e1."at")
        AND date_trunc('milliseconds', (e2."placed" AT TIME ZONE 'UTC')) <= date_trunc('milliseconds', e1."at") + $1::interval)))
--   $1 = "7200000 milliseconds"
--   $2 = "2024-03-15T12:00:00.001Z"
--   $3 = "purchase"
--   $4 = "2024-03-08T12:00:00.000Z"

-- one event and no other, for a month
-- {"logic":"AND","rules":[{"event":"order","operator":"did","then":{"event":"purchase","operator":"did_not","within":{"amount":1,"unit":"month"},"where":{"logic":"AND","rules":[{"field":"price","operator":"at_least","value":9}]}}}]}
  (EXISTS (SELECT 1
      FROM "host"."orders" e1
      WHERE e1."buyer" = c."id"
      AND e1."placed" < ($4::timestamptz AT TIME ZONE 'UTC')
      AND NOT EXISTS (SELECT 1
        FROM "host"."activities" e2
        WHERE e2."person" = e1."buyer"
        AND e2."kind" = $3::text
        AND e2."at" < $4::timestamptz
        AND ((e2."price" >= $5::numeric
            AND e2."price" < 'Infinity'::numeric))
        AND date_trunc('milliseconds', e2."at") > date_trunc('milliseconds', (e1."placed" AT TIME ZONE 'UTC'))
        AND date_trunc('milliseconds', e2."at") <= ((greatest(date_trunc('milliseconds', (e1."placed" AT TIME ZONE 'UTC')), '4714-11-26 00:00:00+00 BC') AT TIME ZONE $1::text) + $2::interval) AT TIME ZONE $1::text)
      AND ((greatest(date_trunc('milliseconds', (e1."placed" AT TIME ZONE 'UTC')), '4714-11-26 00:00:00+00 BC') AT TIME ZONE $1::text) + $2::interval) AT TIME ZONE $1::text < $6::timestamptz))
--   $1 = "Europe/Paris"
--   $2 = "1 months"
--   $3 = "purchase"
--   $4 = "2024-03-15T12:00:00.001Z"
--   $5 = "9"
--   $6 = "2024-03-15T12:00:00.000Z"

-- a segment and not another
-- {"logic":"AND","rules":[{"segment":1,"operator":"in"},{"segment":2,"operator":"not_in"}]}
  ((((c."c_int" >= $1::bigint) IS TRUE))
    AND NOT ((((c."c_text"::text COLLATE "C" = $2::text
            AND octet_length(c."c_text"::text) = char_length(c."c_text"::text)
            OR (targeting.fold(c."c_text"::text) COLLATE "C") = $2::text)) IS TRUE)
      OR (((c."c_int" >= $1::bigint) IS TRUE))))
-- in WHERE:
  (((c."c_int" >= $1::bigint))
    AND NOT ((((c."c_text"::text COLLATE "C" = $2::text
            AND octet_length(c."c_text"::text) = char_length(c."c_text"::text)
            OR (targeting.fold(c."c_text"::text) COLLATE "C") = $2::text)) IS TRUE)
      OR (((c."c_int" >= $1::bigint) IS TRUE))))
--   $1 = "80"
--   $2 = "x"

-- a list and not another
-- {"logic":"AND","rules":[{"list":1,"operator":"in"},{"list":2,"operator":"not_in"}]}
  ((((c."id" = ANY (SELECT unnest(ARRAY(SELECT unnest(m.customers)
                FROM targeting.member_buckets m
                WHERE m.list_id = $1::integer
                AND m.replaced_by IS NULL)))) IS TRUE
        OR (targeting.fold(c."mail") COLLATE "C" = ANY (SELECT unnest(ARRAY(SELECT unnest(u.identifiers)
                FROM targeting.identifier_buckets u
                WHERE u.list_id = $1::integer
                AND u.replaced_by IS NULL
                AND u.kind = 'email')))) IS TRUE
        OR (c."code"::text COLLATE "C" = ANY (SELECT unnest(ARRAY(SELECT unnest(u.identifiers)
                FROM targeting.identifier_buckets u
                WHERE u.list_id = $1::integer
                AND u.replaced_by IS NULL
                AND u.kind = 'external_id')))) IS TRUE
        OR (c."id"::text COLLATE "C" = ANY (SELECT unnest(ARRAY(SELECT unnest(u.identifiers)
                FROM targeting.identifier_buckets u
                WHERE u.list_id = $1::integer
                AND u.replaced_by IS NULL
                AND u.kind = 'id')))) IS TRUE))
    AND NOT (((c."id" = ANY (SELECT unnest(ARRAY(SELECT unnest(m.customers)
                FROM targeting.member_buckets m
                WHERE m.list_id = $2::integer
                AND m.replaced_by IS NULL)))) IS TRUE
        OR (targeting.fold(c."mail") COLLATE "C" = ANY (SELECT unnest(ARRAY(SELECT unnest(u.identifiers)
                FROM targeting.identifier_buckets u
                WHERE u.list_id = $2::integer
                AND u.replaced_by IS NULL
                AND u.kind = 'email')))) IS TRUE
        OR (c."code"::text COLLATE "C" = ANY (SELECT unnest(ARRAY(SELECT unnest(u.identifiers)
                FROM targeting.identifier_buckets u
                WHERE u.list_id = $2::integer
                AND u.replaced_by IS NULL
                AND u.kind = 'external_id')))) IS TRUE
        OR (c."id"::text COLLATE "C" = ANY (SELECT unnest(ARRAY(SELECT unnest(u.identifiers)
                FROM targeting.identifier_buckets u
                WHERE u.list_id = $2::integer
                AND u.replaced_by IS NULL
                AND u.kind = 'id')))) IS TRUE)))
--   $1 = 1
--   $2 = 2

-- contacts
-- {"logic":"OR","rules":[{"contacted":{"within":{"last":7,"unit":"day"},"campaigns":[4,"7"]},"operator":"was"},{"contacted":{},"operator":"was_not"}]}
  (EXISTS (SELECT 1
      FROM targeting.contacts k1
      WHERE k1.customer_id = c."id"
      AND k1.contacted_at < $1::timestamptz
      AND k1.contacted_at >= $2::timestamptz
      AND k1.contacted_at < $1::timestamptz
      AND k1.campaign_id = ANY($3::text[])
      AND k1.campaign_id <> $4::text)
    OR NOT EXISTS (SELECT 1
      FROM targeting.contacts k2
      WHERE k2.customer_id = c."id"
      AND k2.contacted_at < $1::timestamptz
      AND k2.campaign_id <> $4::text))
--   $1 = "2024-03-15T12:00:00.001Z"
--   $2 = "2024-03-08T12:00:00.000Z"
--   $3 = ["4","7"]
--   $4 = "9"

-- a sample
-- {"logic":"AND","rules":[{"sample":{"percent":12.5,"salt":"q1-holdout"},"operator":"in"}]}
  ((('x' || left(md5($1::text || c."id"::text), 8))::bit(32)::bigint % 10000 < 100 * $2::numeric))
--   $1 = "q1-holdout:"
--   $2 = "12.5"

-- names and values that would break out
-- {"logic":"AND","rules":[{"field":"attributes.it's \"x\" $1 \\ -- %_","operator":"equals","value":"'; DROP TABLE host.people; -- $1 \" \\ %s"},{"event":"o'rder\"; DROP -- $1","operator":"did","where":{"logic":"AND","rules":[{"field":"item","operator":"contains","value":"') OR 1=1 --"}]}},{"sample":{"percent":50,"salt":"'); SELECT pg_sleep(9); --"},"operator":"in"},{"contacted":{"campaigns":["4') OR ('1'='1"]},"operator":"was_not"}]}
  ((((targeting.fold((c."o'd""d $1"::jsonb ->> $1::text)) COLLATE "C") = $2::text
        AND jsonb_typeof((c."o'd""d $1"::jsonb -> $1::text)) = 'string') IS TRUE)
    AND EXISTS (SELECT 1
      FROM "host"."activities" e1
      WHERE e1."person" = c."id"
      AND e1."kind" = $3::text
      AND e1."at" < $4::timestamptz
      AND ((strpos((targeting.fold((e1."data"::jsonb ->> $6::text)) COLLATE "C"), $5::text) > 0
          AND jsonb_typeof((e1."data"::jsonb -> $6::text)) = 'string')))
    AND (('x' || left(md5($7::text || c."id"::text), 8))::bit(32)::bigint % 10000 < 100 * $8::numeric)
    AND NOT EXISTS (SELECT 1
      FROM targeting.contacts k2
      WHERE k2.customer_id = c."id"
      AND k2.contacted_at < $4::timestamptz
      AND k2.campaign_id = ANY($9::text[])
      AND k2.campaign_id <> $10::text))
-- in WHERE:
  (((targeting.fold((c."o'd""d $1"::jsonb ->> $1::text)) COLLATE "C") = $2::text
      AND jsonb_typeof((c."o'd""d $1"::jsonb -> $1::text)) = 'string')
    AND EXISTS (SELECT 1
      FROM "host"."activities" e1
      WHERE e1."person" = c."id"
      AND e1."kind" = $3::text
      AND e1."at" < $4::timestamptz
      AND ((strpos((targeting.fold((e1."data"::jsonb ->> $6::text)) COLLATE "C"), $5::text) > 0
          AND jsonb_typeof((e1."data"::jsonb -> $6::text)) = 'string')))
    AND (('x' || left(md5($7::text || c."id"::text), 8))::bit(32)::bigint % 10000 < 100 * $8::numeric)
    AND NOT EXISTS (SELECT 1
      FROM targeting.contacts k2
      WHERE k2.customer_id = c."id"
      AND k2.contacted_at < $4::timestamptz
      AND k2.campaign_id = ANY($9::text[])
      AND k2.campaign_id <> $10::text))
--   $1 = "it's \"x\" $1 \\ -- %_"
--   $2 = "'; drop table host.people; -- $1 \" \\ %s"
--   $3 = "o'rder\"; DROP -- $1"
--   $4 = "2024-03-15T12:00:00.001Z"
--   $5 = "') or 1=1 --"
--   $6 = "item"
--   $7 = "'); SELECT pg_sleep(9); --:"
--   $8 = "50"
--   $9 = ["4') OR ('1'='1"]
--   $10 = "9"
