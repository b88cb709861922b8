"""PostgreSQL lets a session see of the files of offices and of the log what its reader may: row security.

The program says for each transaction who reads (``accounts/telling_the_database.py``). A session that says
nothing sees nothing, also one of the tables' owner. SQLite has no such thing.
"""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

PROGRAM = "coalesce(current_setting('app.reads', true), '') = 'program'"
PUBLIC = "state IN ('published', 'superseded', 'withdrawn')"
TABLES = ("submission", "submission_part", "audit")
SEES = """
CREATE OR REPLACE FUNCTION reader_sees_file(held_by text, is_public boolean, areas text)
RETURNS boolean LANGUAGE sql STABLE AS $$
SELECT CASE coalesce(current_setting('app.reads', true), '')
  WHEN 'program' THEN true
  WHEN 'everybody' THEN true
  WHEN 'reader' THEN is_public OR
    string_to_array(btrim(coalesce(held_by, '')) || ' v2008/nation/VN', ' ')
    && string_to_array(coalesce(current_setting(areas, true), ''), ' ')
  ELSE false END
$$
"""
READS = {
    "submission": f"reader_sees_file(held_by, {PUBLIC}, 'app.areas')",
    "submission_part": "EXISTS (SELECT 1 FROM submission WHERE submission.id = submission_id"
    " AND (name <> 'original' OR reader_sees_file(submission.held_by, false, 'app.originals')))",
    "audit": "coalesce(current_setting('app.reads', true), '') = 'everybody'"
    " OR coalesce(current_setting('app.log', true), '') = 'yes'",
}
# Whoever was granted more when the table was made, as by default privileges, adds to the log and no more.
INSERT_ONLY = """
DO $$
DECLARE held record;
BEGIN
  FOR held IN SELECT grantee, privilege_type FROM information_schema.role_table_grants
    WHERE table_schema = current_schema() AND table_name = 'audit'
    AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE') AND grantee <> 'PUBLIC'
  LOOP
    EXECUTE format('REVOKE %s ON audit FROM %I', held.privilege_type, held.grantee);
  END LOOP;
END $$
"""


def upgrade() -> None:
    """Make the policies; the owner of the tables is held to them as well."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(SEES)
    for table in TABLES:
        op.execute(
            f"CREATE POLICY written_by_the_program ON {table} USING ({PROGRAM}) WITH CHECK ({PROGRAM})"
        )
        op.execute(f"CREATE POLICY read_by_whom_it_is_for ON {table} FOR SELECT USING ({READS[table]})")
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(INSERT_ONLY)


def downgrade() -> None:
    """Drop the policies."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        for policy in ("written_by_the_program", "read_by_whom_it_is_for"):
            op.execute(f"DROP POLICY {policy} ON {table}")
    op.execute("DROP FUNCTION reader_sees_file")
