/** How an incident was resolved for the first time: by month, whether it came back, and whether more than one agent had it. */
export const firstResolutions = `
  WITH
    firsts AS (
      SELECT number, min(seq) AS resolved FROM changes WHERE state IN ('Resolved', 'Closed') GROUP BY number
    ),
    before AS (SELECT changes.* FROM changes JOIN firsts USING (number) WHERE seq <= resolved),
    teams AS (
      SELECT number, seq, team, lag(team) OVER (PARTITION BY number ORDER BY seq) AS last FROM before WHERE team IS NOT NULL
    ),
    taken AS (
      SELECT DISTINCT number FROM teams WHERE team IS NOT last AND EXISTS (
        SELECT 1 FROM before had WHERE had.number = teams.number AND had.seq < teams.seq AND had.agent IS NOT NULL
      )
    )
  SELECT
    number,
    strftime('%Y-%m', (SELECT changed FROM changes WHERE seq = resolved), 'unixepoch') AS month,
    NOT EXISTS (
      SELECT 1 FROM changes later
      WHERE later.number = firsts.number AND seq > resolved AND state NOT IN ('Resolved', 'Closed')
    ) AS stayed,
    (SELECT count(DISTINCT agent) FROM before WHERE before.number = firsts.number) <= 1
      AND number NOT IN (SELECT number FROM taken) AS alone
  FROM firsts`;

/** The same, counted: tickets by month, and of how many each holds, and both. */
export const resolvedAtFirstContact = `
  SELECT month, count(*) AS tickets, sum(stayed) AS stayed, sum(alone) AS alone, sum(stayed AND alone) AS both
  FROM (${firstResolutions}) GROUP BY month ORDER BY month`;

/** Openings by month, and how many are not followed within seven days by one of the same caller about the same. */
export const notRepeated = `
  WITH
    openings AS (
      SELECT min(seq) AS seq, number, min(opened) AS opened FROM changes GROUP BY number
    ),
    topics AS (
      SELECT number, max(seq) AS seq FROM changes WHERE category IS NOT NULL OR subcategory IS NOT NULL GROUP BY number
    ),
    contacts AS (
      SELECT openings.seq, openings.opened, (SELECT caller FROM changes WHERE seq = openings.seq) AS caller, (
        SELECT concat_ws(' / ', category, subcategory) FROM changes WHERE seq = topics.seq
      ) AS topic
      FROM openings JOIN topics USING (number)
    ),
    followed AS (
      SELECT opened, lead(opened) OVER (PARTITION BY caller, topic ORDER BY opened, seq) AS next FROM contacts
    )
  SELECT
    strftime('%Y-%m', opened, 'unixepoch') AS month,
    count(*) AS contacts,
    sum(next IS NULL OR next - opened > 7 * 86400) AS resolved
  FROM followed GROUP BY month ORDER BY month`;
