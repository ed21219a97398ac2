using System.Globalization;
using Npgsql;

namespace Cartwright.Bench;

/// <summary>The PostgreSQL under the shop, as an administrator sees it.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    const string AdministrativeDatabase = "postgres";

    readonly NpgsqlConnectionStringBuilder _settings;
    readonly NpgsqlDataSource _administration;

    PostgresServer(NpgsqlConnectionStringBuilder settings)
    {
        _settings = settings;
        _administration = OpenDatabase(AdministrativeDatabase, connections: 2);
    }

    /// <summary>The process id of its first process, parent of all others; 0 when it does not run on this machine.</summary>
    public int Postmaster { get; private set; }

    /// <summary>Connects to a server.</summary>
    public static async Task<PostgresServer> ConnectAsync(string connectionString, CancellationToken cancellationToken)
    {
        var server = new PostgresServer(new(connectionString));
        server.Postmaster = ReadPostmaster(await server.QueryAsync<string>("select current_setting('data_directory')", cancellationToken));
        return server;
    }

    /// <summary>Opens one of its databases, with connections that keep their prepared statements and are not reset between uses.</summary>
    public NpgsqlDataSource OpenDatabase(string database, int connections) => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_settings.ConnectionString)
    {
        Database = database,
        MaxPoolSize = connections,
        MaxAutoPrepare = 20,
        AutoPrepareMinUsages = 2,
        NoResetOnClose = true,
        ApplicationName = "cartwright-bench",
    });

    /// <summary>Runs a command in the administrative database.</summary>
    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = _administration.CreateCommand(sql);
        // Dropping a database and checkpoints may take their time.
        command.CommandTimeout = 300;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Asks the administrative database for one value.</summary>
    public async Task<T> QueryAsync<T>(string sql, CancellationToken cancellationToken)
    {
        await using var command = _administration.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Asks the administrative database for rows.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
    {
        await using var command = _administration.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(map(reader));
        return rows;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _administration.DisposeAsync();

    static int ReadPostmaster(string dataDirectory)
    {
        try
        {
            return int.Parse(File.ReadLines(Path.Combine(dataDirectory, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
