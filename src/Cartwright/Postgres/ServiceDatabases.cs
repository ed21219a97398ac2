using System.Text.RegularExpressions;
using Npgsql;

namespace Cartwright.Postgres;

/// <summary>A database and a role per service. Nobody but its owner can connect to a database.</summary>
internal static partial class ServiceDatabases
{
    /// <summary>Creates what is missing, and nothing else: a repeated call is one query.</summary>
    public static async Task EnsureAsync(PostgresAddress address, IReadOnlyList<string> services, CancellationToken cancellationToken)
    {
        if (services.FirstOrDefault(service => !ServiceName().IsMatch(service)) is { } bad)
        {
            throw new ArgumentException($"'{bad}' is no name of a service.", nameof(services));
        }

        await using var connection = await ConnectAsync(address, cancellationToken);
        Existing existing = await ExistingAsync(connection, cancellationToken);
        IReadOnlyList<string> statements = Missing(services, existing, address.PasswordOf);
        if (statements.Count == 0)
        {
            return;
        }

        // A database cannot be created in a transaction: with error barriers each statement is its own.
        await using var batch = new NpgsqlBatch(connection) { EnableErrorBarriers = true };
        foreach (string statement in statements)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Lists the services, of those given, that have a database.</summary>
    public static async Task<IReadOnlyList<string>> ListAsync(PostgresAddress address, IReadOnlyList<string> services, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(address, cancellationToken);
        var existing = await ExistingAsync(connection, cancellationToken);
        return [.. services.Where(service => existing.Databases.Contains(PostgresAddress.DatabaseOf(service)))];
    }

    /// <summary>The statements that lead from what exists to what should.</summary>
    internal static IReadOnlyList<string> Missing(IReadOnlyList<string> services, Existing existing, Func<string, string> passwordOf)
    {
        string[] roles = [.. services.Where(service => !existing.Roles.Contains(PostgresAddress.DatabaseOf(service)))];
        string[] databases = [.. services.Select(PostgresAddress.DatabaseOf).Except(existing.Databases)];
        return
        [
            .. roles.Select(service => $"create role {PostgresAddress.DatabaseOf(service)} login password '{passwordOf(service)}'"),
            .. databases.Select(database => $"create database {database} owner {database}"),
            .. existing.OpenDatabases.Concat(databases).Select(database => $"revoke connect, temporary on database {database} from public"),
        ];
    }

    static async Task<NpgsqlConnection> ConnectAsync(PostgresAddress address, CancellationToken cancellationToken)
    {
        var withoutPool = new NpgsqlConnectionStringBuilder(address.Admin()) { Pooling = false };
        var connection = new NpgsqlConnection(withoutPool.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    static async Task<Existing> ExistingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string sql = """
            select
                array(select rolname::text from pg_roles),
                array(select datname::text from pg_database),
                array(select datname::text from pg_database where datallowconn and has_database_privilege('public', oid, 'connect'))
            """;
        await using var command = new NpgsqlCommand(sql, connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new(reader.GetFieldValue<string[]>(0), reader.GetFieldValue<string[]>(1), reader.GetFieldValue<string[]>(2));
    }

    [GeneratedRegex("^[a-z][a-z_]{0,40}$")]
    private static partial Regex ServiceName();

    /// <summary>What the server has.</summary>
    /// <param name="Roles">Names of all roles.</param>
    /// <param name="Databases">Names of all databases.</param>
    /// <param name="OpenDatabases">Those that everybody may connect to.</param>
    internal sealed record Existing(IReadOnlyList<string> Roles, IReadOnlyList<string> Databases, IReadOnlyList<string> OpenDatabases);
}
