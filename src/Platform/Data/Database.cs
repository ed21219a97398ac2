using Cartwright.Platform.Messaging;
using Cartwright.Platform.Observability;
using Dapper;
using Npgsql;

namespace Cartwright.Platform.Data;

/// <summary>A service's own database. A single statement runs on a pooled connection; statements of one transaction run in a <see cref="UnitOfWork"/>.</summary>
public sealed class Database(NpgsqlDataSource source, EventLog events, MessagingMeter meter, ILogger<Database> logger)
{
    /// <summary>Opens a pooled connection, for statements that Dapper cannot express; the caller disposes it.</summary>
    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => source.OpenConnectionAsync(cancellationToken);

    /// <summary>The rows of a query.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>The only row of a query, or null when there is none.</summary>
    public async Task<T?> QuerySingleOrDefaultAsync<T>(string sql, object? parameters, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }

    /// <summary>Runs one statement, which is its own transaction, and returns how many rows it touched.</summary>
    public async Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }

    /// <summary>Begins a transaction that writes rows and the events about them; it is rolled back unless committed.</summary>
    public async Task<UnitOfWork> BeginAsync(CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            return new UnitOfWork(connection, await connection.BeginTransactionAsync(cancellationToken), events, meter, logger);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
