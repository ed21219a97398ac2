using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Cartwright.Platform.Data;

/// <summary>
/// Brings a service's database to the current schema: numbered SQL files embedded in the platform and in the service,
/// each applied once, in order, in one transaction, by one instance at a time.
/// </summary>
internal static class Migrations
{
    // The same key in every database: instances of one service that start together wait for the first one.
    const long LockKey = 0x43617274;

    sealed record Migration(string Name, string Sql)
    {
        public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));
    }

    /// <summary>Applies the migrations that are missing.</summary>
    /// <exception cref="InvalidOperationException">A migration that was applied earlier has changed since.</exception>
    public static async Task ApplyAsync(NpgsqlDataSource source, Assembly service, CancellationToken cancellationToken)
    {
        var all = Find(typeof(Migrations).Assembly, "platform").Concat(Find(service, "service")).ToList();

        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        if (IsComplete(all, await AppliedAsync(connection, cancellationToken)))
        {
            return;
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, $"select pg_advisory_xact_lock({LockKey})", cancellationToken);
        await ExecuteAsync(
            connection,
            """
            create table if not exists schema_migrations (
                name        text         primary key,
                checksum    text         not null,
                applied_at  timestamptz  not null default now()
            )
            """,
            cancellationToken);

        var applied = await AppliedAsync(connection, cancellationToken);
        foreach (var migration in all.Where(m => !applied.ContainsKey(m.Name)))
        {
            await ExecuteAsync(connection, migration.Sql, cancellationToken);
            await using var insert = new NpgsqlCommand("insert into schema_migrations (name, checksum) values ($1, $2)", connection)
            {
                Parameters = { new() { Value = migration.Name }, new() { Value = migration.Checksum } },
            };
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    static bool IsComplete(List<Migration> all, Dictionary<string, string> applied)
    {
        foreach (var migration in all)
        {
            if (applied.TryGetValue(migration.Name, out var checksum) && checksum != migration.Checksum)
            {
                throw new InvalidOperationException(
                    $"Migration {migration.Name} was applied with another content. Restore the file and put the change into a new migration.");
            }
        }

        return all.TrueForAll(m => applied.ContainsKey(m.Name));
    }

    static async Task<Dictionary<string, string>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var exists = new NpgsqlCommand("select to_regclass('schema_migrations') is not null", connection);
        if (await exists.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return [];
        }

        var applied = new Dictionary<string, string>();
        await using var command = new NpgsqlCommand("select name, checksum from schema_migrations", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(reader.GetString(0), reader.GetString(1));
        }

        return applied;
    }

    static IEnumerable<Migration> Find(Assembly assembly, string prefix) =>
        from resource in assembly.GetManifestResourceNames()
        where resource.EndsWith(".sql", StringComparison.Ordinal) && resource.Contains(".Migrations.", StringComparison.Ordinal)
        let file = resource[(resource.IndexOf(".Migrations.", StringComparison.Ordinal) + ".Migrations.".Length)..]
        orderby file
        select new Migration($"{prefix}/{file}", Read(assembly, resource));

    static string Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
