-- Three roles, each with no more than it needs. Run as postgres, twice does no harm; docs/deploy.md says how. The passwords
-- come from the environment: every account of a machine can read what stands on a command line.
-- jsp_owner owns the tables: migrations, the restore drill, cutting the trail after its years. Never the running app.
-- jsp is the app: it reads and writes rows, and can only add to the trail of who did what.
-- jsp_standby lets a standby stream, and sees no table.
\getenv owner_password OWNER_PASSWORD
\getenv app_password APP_PASSWORD
\getenv standby_password STANDBY_PASSWORD
SELECT format('CREATE ROLE %I', name) FROM (VALUES ('jsp_owner'), ('jsp'), ('jsp_standby')) AS wanted (name)
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
ALTER ROLE jsp_owner LOGIN NOSUPERUSER CREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'owner_password';
ALTER ROLE jsp LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION CONNECTION LIMIT 60 PASSWORD :'app_password';
ALTER ROLE jsp_standby LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE REPLICATION CONNECTION LIMIT 5 PASSWORD :'standby_password';
GRANT pg_read_all_stats TO jsp;  -- flask doctor sees whether the standby keeps up

SELECT 'CREATE DATABASE jsp OWNER jsp_owner TEMPLATE template0 ENCODING ''UTF8'''
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'jsp') \gexec
REVOKE ALL ON DATABASE jsp FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE jsp TO jsp;

\connect jsp
ALTER SCHEMA public OWNER TO jsp_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO jsp;
ALTER DEFAULT PRIVILEGES FOR ROLE jsp_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO jsp;
ALTER DEFAULT PRIVILEGES FOR ROLE jsp_owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO jsp;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO jsp;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO jsp;
-- To sweep the files of tables from which something was erased (VACUUM) without owning them; before 17 there is no such right.
SELECT 'GRANT MAINTAIN ON ALL TABLES IN SCHEMA public TO jsp'
WHERE current_setting('server_version_num')::int >= 170000 \gexec
SELECT 'ALTER DEFAULT PRIVILEGES FOR ROLE jsp_owner IN SCHEMA public GRANT MAINTAIN ON TABLES TO jsp'
WHERE current_setting('server_version_num')::int >= 170000 \gexec
SELECT format('REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON %I FROM jsp', name)
FROM (VALUES ('audit_entry'), ('audit_link'), ('audit_checkpoint')) AS trail (name)
WHERE to_regclass('public.' || name) IS NOT NULL \gexec
SELECT 'REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM jsp'
WHERE to_regclass('public.alembic_version') IS NOT NULL \gexec
