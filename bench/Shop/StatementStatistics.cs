namespace Cartwright.Bench;

/// <summary>A statement as PostgreSQL has seen it, constants left out.</summary>
/// <param name="Database">Where it ran.</param>
/// <param name="Text">The statement.</param>
/// <param name="Calls">How often.</param>
/// <param name="Milliseconds">Execution time of all calls.</param>
/// <param name="Rows">Rows returned or changed by all calls.</param>
internal sealed record Statement(string Database, string Text, long Calls, double Milliseconds, long Rows);

/// <summary>The statements that the services run, counted by <c>pg_stat_statements</c>.</summary>
internal sealed class StatementStatistics(PostgresServer server)
{
    /// <summary>The library that PostgreSQL loads to count.</summary>
    public const string Library = "pg_stat_statements";

    /// <summary>Whether the library comes with the PostgreSQL of this machine.</summary>
    public static bool AreInstalled { get; } = FoldersOfLibraries().Where(Directory.Exists).Any(folder =>
        Directory.EnumerateFiles(folder, Library + ".so", SearchOption.AllDirectories).Any());

    /// <summary>Resets the counts. False when this PostgreSQL has no statement statistics.</summary>
    public async Task<bool> TryResetAsync(CancellationToken cancellationToken)
    {
        var libraries = await server.QueryAsync<string>("select current_setting('shared_preload_libraries')", cancellationToken);
        if (!libraries.Contains(Library, StringComparison.Ordinal)) return false;
        await server.ExecuteAsync("create extension if not exists pg_stat_statements; select pg_stat_statements_reset()", cancellationToken);
        return true;
    }

    /// <summary>What the services ran since the last reset, the costliest first; neither transaction control nor our own queries.</summary>
    public Task<IReadOnlyList<Statement>> ReadAsync(CancellationToken cancellationToken) => server.QueryAsync(
        """
        select d.datname::text, s.query, s.calls, s.total_exec_time, s.rows
        from pg_stat_statements s
        join pg_database d on d.oid = s.dbid
        where s.userid <> current_user::regrole
        and s.query !~* '^\s*(begin|start|commit|rollback|end|discard|reset)\M'
        order by s.total_exec_time desc
        """,
        row => new Statement(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetDouble(3), row.GetInt64(4)),
        cancellationToken);

    // Debian, Fedora, built from source, and the packages of the PostgreSQL project for Red Hat.
    static IEnumerable<string> FoldersOfLibraries() =>
        ["/usr/lib/postgresql", "/usr/lib64/pgsql", "/usr/local/lib/postgresql", "/usr/local/pgsql/lib", .. Directory.EnumerateDirectories("/usr", "pgsql-*")];
}
