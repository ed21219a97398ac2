using Cartwright.Tests.Shops;
using Npgsql;

namespace Cartwright.Tests.PersonalData;

/// <summary>Looks for texts in everything that the services have stored.</summary>
internal static class Trace
{
    const string Tables =
        """
        select quote_ident(table_name) from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name
        """;

    // The simulated payment provider is another company: it keeps books of its own.
    static readonly string[] Others = ["simulators"];

    /// <summary>The tables in which a row contains one of the texts, in whatever column and case, with the text.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(HostedShop shop, params string[] texts)
    {
        var found = new List<string>();
        foreach (var service in ServiceRegistry.All.Where(s => s.HasDatabase && !Others.Contains(s.Name)))
        {
            await using var connection = new NpgsqlConnection(shop.Postgres.Address.Service(service.Name));
            await connection.OpenAsync();
            foreach (var table in await ReadAsync(connection, Tables))
            {
                // A row as text contains all of its columns, also those that are JSON or arrays.
                var sql = $"select distinct m from {table} t, unnest($1) as m where strpos(lower(t::text), lower(m)) > 0";
                found.AddRange((await ReadAsync(connection, sql, texts)).Select(text => $"{service.Name}.{table}: {text}"));
            }
        }

        return found;
    }

    static async Task<IReadOnlyList<string>> ReadAsync(NpgsqlConnection connection, string sql, params string[][] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters.Select(value => new NpgsqlParameter { Value = value }).ToArray());
        var rows = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
